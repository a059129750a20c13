//! What the answers look like, as far as this server promises more than FHIR R4 does by itself: nothing is repeated here that
//! the standard says.

use app::domain::partner::Resource;
use serde_json::{Map, Value, json};

use crate::partner::fhir::query::MOST;

/// A schema of this document by its name.
pub(super) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// Members that FHIR R4 asks for.
const fn members(resource: Resource) -> &'static [&'static str] {
    match resource {
        Resource::Patient | Resource::Organization | Resource::Practitioner => &[],
        Resource::Coverage => &["status", "beneficiary", "payor"],
        Resource::Observation | Resource::DiagnosticReport => &["status", "code"],
        Resource::Composition => &["status", "type", "date", "author", "title"],
        Resource::Bundle => &["type", "entry"],
        Resource::MedicationDispense => &["status", "medicationCodeableConcept"],
        Resource::ExplanationOfBenefit => {
            &["status", "type", "use", "patient", "created", "insurer", "provider", "outcome", "insurance"]
        }
        Resource::Encounter => &["status", "class"],
    }
}

/// All of them.
pub(super) fn all() -> Map<String, Value> {
    let mut all = Map::new();
    for resource in Resource::ALL {
        let name = resource.name();
        all.insert(name.to_owned(), one(name, members(resource)));
        all.insert(format!("{name}Page"), page(name));
    }
    let rest = [
        ("Id", json!({ "type": "string", "pattern": "^[A-Za-z0-9.-]{1,64}$" })),
        ("OperationOutcome", outcome()),
        ("CapabilityStatement", statement()),
        ("SmartConfiguration", configuration()),
        ("TokenRequest", request()),
        ("Tokens", tokens()),
        ("TokenRefused", refused()),
        (
            "Description",
            object(&["openapi", "info", "paths", "components"], json!({ "openapi": { "const": "3.1.0" } })),
        ),
    ];
    all.extend(rest.map(|(name, schema)| (name.to_owned(), schema)));
    all
}

fn object(required: &[&str], properties: Value) -> Value {
    json!({ "type": "object", "required": required, "properties": properties })
}

fn one(name: &str, members: &[&str]) -> Value {
    let required: Vec<&str> = ["resourceType", "id", "meta"].iter().chain(members).copied().collect();
    let meta = object(&["lastUpdated"], json!({ "lastUpdated": { "type": "string" } }));
    object(&required, json!({ "resourceType": { "const": name }, "id": reference("Id"), "meta": meta }))
}

fn page(name: &str) -> Value {
    let link = json!({ "relation": { "enum": ["self", "next"] }, "url": { "type": "string" } });
    let entry = json!({
        "fullUrl": { "type": "string" },
        "resource": reference(name),
        "search": object(&["mode"], json!({ "mode": { "const": "match" } })),
    });
    let list = |item: Value, most: usize| json!({ "type": "array", "minItems": 1, "maxItems": most, "items": item });
    object(
        &["resourceType", "type", "total", "link"],
        json!({
            "resourceType": { "const": "Bundle" },
            "type": { "const": "searchset" },
            "total": { "type": "integer", "minimum": 0 },
            "link": list(object(&["relation", "url"], link), 2),
            "entry": list(object(&["fullUrl", "resource", "search"], entry), MOST),
        }),
    )
}

fn outcome() -> Value {
    let codes = [
        "exception",
        "expired",
        "forbidden",
        "invalid",
        "login",
        "not-found",
        "not-supported",
        "suppressed",
        "throttled",
        "timeout",
        "too-long",
        "transient",
        "value",
    ];
    let issue = json!({
        "severity": { "const": "error" },
        "code": { "enum": codes },
        "diagnostics": { "type": "string", "description": "A sentence, with the name of the request" },
    });
    let issues = json!({
        "type": "array", "minItems": 1, "items": object(&["severity", "code", "diagnostics"], issue),
    });
    object(&["resourceType", "issue"], json!({ "resourceType": { "const": "OperationOutcome" }, "issue": issues }))
}

fn statement() -> Value {
    object(
        &["resourceType", "status", "date", "kind", "fhirVersion", "format", "rest"],
        json!({ "resourceType": { "const": "CapabilityStatement" }, "fhirVersion": { "const": "4.0.1" } }),
    )
}

fn configuration() -> Value {
    let required = [
        "issuer",
        "authorization_endpoint",
        "token_endpoint",
        "grant_types_supported",
        "code_challenge_methods_supported",
        "capabilities",
    ];
    object(&required, json!({ "code_challenge_methods_supported": { "const": ["S256"] } }))
}

fn request() -> Value {
    let text = json!({ "type": "string" });
    object(
        &["grant_type"],
        json!({
            "grant_type": { "type": "string", "enum": ["authorization_code", "refresh_token"] },
            "code": text,
            "redirect_uri": text,
            "code_verifier": text,
            "refresh_token": text,
            "client_id": text,
            "client_assertion_type": text,
            "client_assertion": text,
        }),
    )
}

fn tokens() -> Value {
    object(
        &["access_token", "token_type", "expires_in", "scope", "patient"],
        json!({
            "access_token": { "type": "string" },
            "token_type": { "const": "Bearer" },
            "expires_in": { "type": "integer", "minimum": 0, "maximum": 300 },
            "scope": { "type": "string" },
            "patient": reference("Id"),
            "refresh_token": { "type": "string" },
        }),
    )
}

fn refused() -> Value {
    let codes =
        ["invalid_client", "invalid_grant", "invalid_request", "temporarily_unavailable", "unsupported_grant_type"];
    object(&["error"], json!({ "error": { "enum": codes } }))
}
