//! `GET /fhir/metadata`: what can be read here, and by what it can be searched (CapabilityStatement).

use app::domain::partner::Resource;
use serde_json::{Value, json};

use super::query::parameters;

/// The statement. It tells of no person and needs no token.
pub(super) fn statement(origin: &str, today: &str) -> Value {
    let resources: Vec<Value> = Resource::ALL
        .into_iter()
        .map(|resource| {
            let search: Vec<Value> =
                parameters(resource).into_iter().map(|(name, kind)| json!({ "name": name, "type": kind })).collect();
            json!({
                "type": resource.name(),
                "interaction": [{ "code": "read" }, { "code": "search-type" }],
                "versioning": "no-version",
                "searchParam": search,
            })
        })
        .collect();
    json!({
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": today,
        "kind": "instance",
        "software": { "name": "Kenko Techo" },
        "implementation": { "description": "健康手帳", "url": format!("{origin}/fhir") },
        "fhirVersion": "4.0.1",
        "format": ["json"],
        "rest": [{
            "mode": "server",
            "security": {
                "cors": true,
                "service": [{
                    "coding": [{
                        "system": "http://terminology.hl7.org/CodeSystem/restful-security-service",
                        "code": "SMART-on-FHIR",
                    }],
                }],
                "extension": [{
                    "url": "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris",
                    "extension": [
                        { "url": "authorize", "valueUri": format!("{origin}/oauth/authorize") },
                        { "url": "token", "valueUri": format!("{origin}/oauth/token") },
                    ],
                }],
            },
            "resource": resources,
        }],
    })
}
