//! `GET /fhir/openapi.json`: the addresses for providers' programs, described for programs (OpenAPI 3.1). Types and searches
//! come from the lists that the answers themselves go by; a test holds the addresses against the router's table.

mod schemas;

use app::domain::partner::Resource;
use serde_json::{Map, Value, json};

use super::query::parameters;
use schemas::reference;

/// The media type of resources, as a description names it.
const FHIR: &str = "application/fhir+json";
/// That of everything else.
const PLAIN: &str = "application/json";

/// Days of a search: `2026`, `2026-05`, `2026-05-14`, each with how it compares before it. The 29th of February is understood
/// in leap years, which a pattern cannot say.
const DATE: &str = "^(eq|ge|gt|le|lt)?[0-9]{4}(-(0[1-9]|1[0-2])|-(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|\
                    -(0[469]|11)-(0[1-9]|[12][0-9]|30)|-02-(0[1-9]|1[0-9]|2[0-8]))?$";

/// What can go wrong with a request for records.
const ERRORS: [(&str, &str); 10] = [
    ("400", "The request cannot be read, or asks for what is not understood"),
    ("401", "No token, one that has ended, or a consent that has"),
    ("403", "Not agreed to, not asked for, a suspended provider, or another one's page"),
    ("406", "Another form than JSON was asked for"),
    ("408", "The request came too slowly"),
    ("413", "The request is too large"),
    ("429", "Too many requests by one consent"),
    ("502", "The system that keeps the records gave no usable answer"),
    ("503", "The use cannot be written down now, so nothing is handed out"),
    ("504", "The system that keeps the records was too slow"),
];

/// The description, of a portal on this origin. It tells of no person and needs no token.
pub(super) fn description(origin: &str) -> Value {
    let mut paths = Map::new();
    for resource in Resource::ALL {
        let name = resource.name();
        paths.insert(format!("/fhir/{name}"), json!({ "get": search(resource) }));
        paths.insert(format!("/fhir/{name}/{{id}}"), json!({ "get": read(resource) }));
    }
    let told = [
        ("/fhir/metadata", "metadata", FHIR, "CapabilityStatement", "What can be read here, in FHIR's words"),
        ("/fhir/openapi.json", "openapi", PLAIN, "Description", "This description"),
        (
            "/.well-known/smart-configuration",
            "smartConfiguration",
            PLAIN,
            "SmartConfiguration",
            "What apps are told (SMART App Launch 2.2)",
        ),
        (
            "/fhir/.well-known/smart-configuration",
            "smartConfigurationOfRecords",
            PLAIN,
            "SmartConfiguration",
            "The same under the address of the records",
        ),
    ];
    for (path, id, media, schema, says) in told {
        paths.insert(path.to_owned(), json!({ "get": open(id, media, schema, says) }));
    }
    paths.insert("/oauth/token".to_owned(), json!({ "post": token() }));
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Kenko Techo (健康手帳)",
            "version": "1.0.0",
            "summary": "A person's own health records for PHR providers: read and search by FHIR R4, under that person's consent",
        },
        "servers": [{ "url": origin }],
        "paths": paths,
        "components": { "schemas": schemas::all(), "securitySchemes": { "smart": security(origin) } },
    })
}

fn security(origin: &str) -> Value {
    let scopes: Map<String, Value> = Resource::ALL
        .into_iter()
        .map(|one| (scope(one), Value::from(format!("Read and search {}", one.name()))))
        .chain([
            ("launch/patient".to_owned(), Value::from("Be told who the patient is")),
            ("offline_access".to_owned(), Value::from("Go on while the person is not there, until the consent ends")),
            ("patient/*.rs".to_owned(), Value::from("Read and search whatever the person agrees to")),
        ])
        .collect();
    json!({
        "type": "oauth2",
        "description": "Authorization code with PKCE (S256). A token ends after five minutes, and at once with the consent.",
        "flows": { "authorizationCode": {
            "authorizationUrl": format!("{origin}/oauth/authorize"),
            "tokenUrl": format!("{origin}/oauth/token"),
            "refreshUrl": format!("{origin}/oauth/token"),
            "scopes": scopes,
        } },
    })
}

fn scope(resource: Resource) -> String {
    format!("patient/{}.rs", resource.name())
}

fn content(media: &str, schema: &str) -> Value {
    json!({ media: { "schema": reference(schema) } })
}

/// The errors of a request for records, and those of its own.
fn errors(more: &[(&str, &str)]) -> Map<String, Value> {
    let wait = json!({ "description": "Seconds to wait", "schema": { "type": "integer", "minimum": 0 } });
    ERRORS
        .iter()
        .chain(more)
        .map(|(status, says)| {
            let mut answer = json!({ "description": says, "content": content(FHIR, "OperationOutcome") });
            match *status {
                "401" => {
                    answer["headers"] = json!({ "WWW-Authenticate": {
                        "description": "RFC 6750", "required": true, "schema": { "type": "string", "pattern": "^Bearer" },
                    } });
                }
                "429" | "502" | "504" => answer["headers"] = json!({ "Retry-After": wait }),
                _ => {}
            }
            ((*status).to_owned(), answer)
        })
        .collect()
}

fn search(resource: Resource) -> Value {
    let name = resource.name();
    let parameter = |name: &str, schema: Value, says: &str| json!({ "name": name, "in": "query", "description": says, "schema": schema });
    let mut wanted: Vec<Value> = parameters(resource)
        .into_iter()
        .map(|(name, kind)| match kind {
            _ if name == "_id" => parameter(name, json!({ "type": "string" }), "Names, divided by commas"),
            "date" => parameter(name, json!({ "type": "string", "pattern": DATE }), "Days, and how they compare"),
            "reference" => parameter(name, json!({ "type": "string" }), "Whose: the name told with the token"),
            _ => {
                parameter(name, json!({ "type": "string" }), "Any of these, divided by commas; `system|code` or `code`")
            }
        })
        .collect();
    wanted.push(parameter(
        "_count",
        json!({ "type": "integer", "minimum": 0, "maximum": u64::MAX }),
        "How many at once; a hundred at most, fifty where nothing is said",
    ));
    let after = "The page after this resource; `next` says it. 410 where that one has gone meanwhile";
    wanted.push(parameter("_after", json!({ "type": "string" }), after));
    let formats = json!({ "type": "string", "enum": ["json", PLAIN, FHIR] });
    wanted.push(parameter("_format", formats, "There is one"));
    let mut responses = errors(&[("410", "The resource that the page begins after has gone")]);
    let first = json!({ "id": "$response.body#/entry/0/resource/id" });
    responses.insert(
        "200".to_owned(),
        json!({
            "description": "A page of what was found, newest first",
            "content": content(FHIR, &format!("{name}Page")),
            "links": { "first": { "operationId": format!("read{name}"), "parameters": first } },
        }),
    );
    json!({
        "operationId": format!("search{name}"),
        "summary": format!("Search {name}"),
        "security": [{ "smart": [scope(resource)] }],
        "parameters": wanted,
        "responses": responses,
    })
}

fn read(resource: Resource) -> Value {
    let name = resource.name();
    let mut responses = errors(&[("404", "There is none of this name for this provider and person")]);
    responses.insert("200".to_owned(), json!({ "description": "The resource", "content": content(FHIR, name) }));
    json!({
        "operationId": format!("read{name}"),
        "summary": format!("Read one {name}"),
        "security": [{ "smart": [scope(resource)] }],
        "parameters": [{ "name": "id", "in": "path", "required": true, "schema": reference("Id") }],
        "responses": responses,
    })
}

/// What needs no token.
fn open(id: &str, media: &str, schema: &str, says: &str) -> Value {
    json!({
        "operationId": id,
        "summary": says,
        "security": [],
        "responses": { "200": { "description": says, "content": content(media, schema) } },
    })
}

fn token() -> Value {
    let refused = |says: &str| json!({ "description": says, "content": content(PLAIN, "TokenRefused") });
    json!({
        "operationId": "token",
        "summary": "A code or a refresh token for an access token (RFC 6749); either is good once",
        "security": [],
        "requestBody": {
            "required": true,
            "content": { "application/x-www-form-urlencoded": { "schema": reference("TokenRequest") } },
        },
        "responses": {
            "200": { "description": "Tokens", "content": content(PLAIN, "Tokens") },
            "400": refused("The code or token is not good, or nothing that can be read"),
            "401": refused("The provider has not proved who it is"),
            "408": refused("The request came too slowly"),
            "413": refused("The request is too large"),
            "503": refused("The store cannot be reached now"),
        },
    })
}
