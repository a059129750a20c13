"""Reads FHIR documents with fhir.resources (PyPI), a reader that nobody here wrote. Says what it refuses; else how many it read."""

import sys

from fhir.resources.R4B.bundle import Bundle
from pydantic import ValidationError

refused = 0
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        text = file.read()
    try:
        bundle = Bundle.model_validate_json(text)
    except ValidationError as refusal:
        refused += 1
        print(f"{path}: {refusal}")
        continue
    # Read into its own types and written again, it still has every entry.
    again = Bundle.model_validate_json(bundle.model_dump_json())
    # A document begins with its composition, a collection of a person's with the person.
    first = "Composition" if bundle.type == "document" else "Patient"
    if len(again.entry) != len(bundle.entry) or bundle.entry[0].resource.get_resource_type() != first:
        refused += 1
        print(f"{path}: not the same after reading")
print(f"read {len(sys.argv) - 1 - refused} of {len(sys.argv) - 1}")
sys.exit(1 if refused else 0)
