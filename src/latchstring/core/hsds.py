"""HSDS 3.1 as one table: every object, every field. Validation and serialisation follow from it.

Source: Human Services Data Specification 3.1, https://openreferral.org/ (CC BY-SA 4.0); 3.0 is a
subset. One line of fields per object, in the specification's order:

    name        text            name:uuid, :uri, :email, :date, :time, :date-time, :number
    name!       required        name:=a|b       one of these values
    name*       words: text that a person reads, so it can be translated
    name:[x]    a list of x     name:{x}        one x
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

_TABLE: dict[str, tuple[str, str]] = {
    "organization": ("organizations.csv", """
        id!:uuid name!* alternate_name* description!* email:email website:uri
        additional_websites:[url] tax_status tax_id year_incorporated:number legal_status logo
        uri:uri parent_organization_id:uuid funding:[funding] contacts:[contact] phones:[phone]
        locations:[location] programs:[program]
        organization_identifiers:[organization_identifier] attributes:[attribute]
        metadata:[metadata]"""),
    "service": ("services.csv", """
        id!:uuid organization_id:uuid program_id:uuid name!* alternate_name* description* url:uri
        additional_urls:[url] email:email status!:=active|inactive|defunct|temporarily_closed
        interpretation_services* application_process* fees_description* wait_time* fees
        accreditations* eligibility_description* minimum_age:number maximum_age:number
        assured_date:date assurer_email:email licenses alert* last_modified:date-time
        phones:[phone] schedules:[schedule] service_areas:[service_area]
        service_at_locations:[service_at_location] languages:[language]
        organization:{organization} funding:[funding] cost_options:[cost_option]
        program:{program} required_documents:[required_document] contacts:[contact]
        capacities:[service_capacity] attributes:[attribute] metadata:[metadata]"""),
    "location": ("locations.csv", """
        id!:uuid location_type!:=physical|postal|virtual url:uri organization_id:uuid name*
        alternate_name* description* transportation* latitude:number longitude:number
        external_identifier external_identifier_type languages:[language] addresses:[address]
        contacts:[contact] accessibility:[accessibility] phones:[phone] schedules:[schedule]
        attributes:[attribute] metadata:[metadata]"""),
    "service_at_location": ("service_at_location.csv", """
        id!:uuid service_id:uuid location_id:uuid description* service_areas:[service_area]
        contacts:[contact] phones:[phone] schedules:[schedule] location:{location}
        attributes:[attribute] metadata:[metadata]"""),
    "program": ("programs.csv", """
        id!:uuid organization_id:uuid name!* alternate_name* description!* attributes:[attribute]
        metadata:[metadata]"""),
    "taxonomy": ("taxonomies.csv", """
        id!:uuid name!* description!* uri:uri version metadata:[metadata]"""),
    "taxonomy_term": ("taxonomy_terms.csv", """
        id!:uuid code name!* description!* parent_id:uuid taxonomy taxonomy_detail:{taxonomy}
        language taxonomy_id:uuid term_uri:uri metadata:[metadata]"""),
    "attribute": ("attributes.csv", """
        id!:uuid link_id:uuid taxonomy_term_id:uuid link_type link_entity value
        taxonomy_term:{taxonomy_term} metadata:[metadata] label"""),
    "phone": ("phones.csv", """
        id!:uuid location_id:uuid service_id:uuid organization_id:uuid contact_id:uuid
        service_at_location_id:uuid number! extension:number type description*
        languages:[language] attributes:[attribute] metadata:[metadata]"""),
    "contact": ("contacts.csv", """
        id!:uuid organization_id:uuid service_id:uuid service_at_location_id:uuid
        location_id:uuid name title* department* email:email phones:[phone]
        attributes:[attribute] metadata:[metadata]"""),
    "address": ("addresses.csv", """
        id!:uuid location_id:uuid attention address_1! address_2 city! region state_province!
        postal_code! country! address_type!:=physical|postal|virtual attributes:[attribute]
        metadata:[metadata]"""),
    "accessibility": ("accessibility.csv", """
        id!:uuid location_id:uuid description* details* url:uri attributes:[attribute]
        metadata:[metadata]"""),
    "schedule": ("schedules.csv", """
        id!:uuid service_id:uuid location_id:uuid service_at_location_id:uuid valid_from:date
        valid_to:date dtstart:date timezone:number until:date count:number
        wkst:=MO|TU|WE|TH|FR|SA|SU freq:=WEEKLY|MONTHLY interval:number byday byweekno bymonthday
        byyearday description* opens_at:time closes_at:time schedule_link:uri attending_type*
        notes* attributes:[attribute] metadata:[metadata]"""),
    "language": ("languages.csv", """
        id!:uuid service_id:uuid location_id:uuid phone_id:uuid name code note*
        attributes:[attribute] metadata:[metadata]"""),
    "required_document": ("required_documents.csv", """
        id!:uuid service_id:uuid document* uri:uri attributes:[attribute] metadata:[metadata]"""),
    "cost_option": ("cost_options.csv", """
        id!:uuid service_id:uuid valid_from:date valid_to:date option* currency amount:number
        amount_description* attributes:[attribute] metadata:[metadata]"""),
    "service_area": ("service_areas.csv", """
        id!:uuid service_id:uuid service_at_location_id:uuid name* description* extent
        extent_type uri attributes:[attribute] metadata:[metadata]"""),
    "funding": ("funding.csv", """
        id!:uuid organization_id:uuid service_id:uuid source attributes:[attribute]
        metadata:[metadata]"""),
    "organization_identifier": ("organization_identifiers.csv", """
        id!:uuid organization_id:uuid identifier_scheme identifier_type! identifier!
        attributes:[attribute] metadata:[metadata]"""),
    "url": ("url.csv", """
        id!:uuid label* url!:uri organization_id:uuid service_id:uuid attributes:[attribute]
        metadata:[metadata]"""),
    "service_capacity": ("service_capacity.csv", """
        id!:uuid service_id:uuid unit!:{unit} unit_id:uuid available!:number maximum:number
        description* updated!:date-time attributes:[attribute] metadata:[metadata]"""),
    "unit": ("units.csv", """
        id!:uuid name!* scheme identifier uri:uri attributes:[attribute] metadata:[metadata]"""),
    "metadata": ("metadata.csv", """
        id!:uuid resource_id:uuid resource_type last_action_date!:date last_action_type!
        field_name! previous_value! replacement_value! updated_by!"""),
    "meta_table_description": ("meta_table_descriptions.csv", """
        id!:uuid name language character_set attributes:[attribute] metadata:[metadata]"""),
}  # fmt: skip

RECORDS = ("organization", "location", "service", "taxonomy", "taxonomy_term")
"""Objects that are records of their own in the catalogue; all others live inside one of them."""

REFERENCES = {
    "organization": "organization_id",
    "location": "location_id",
    "taxonomy_term": "taxonomy_term_id",
    "taxonomy_detail": "taxonomy_id",
}
"""Field that embeds a record in HSDS JSON -> field that names it by id in the catalogue."""


@dataclass(frozen=True)
class Field:
    """One field of an HSDS object: `kind` is text, uuid, number, date …, enum, list or object."""

    name: str
    kind: str
    required: bool = False
    words: bool = False
    choices: tuple[str, ...] = ()
    target: str = ""

    @property
    def is_reference(self) -> bool:
        """True for `organization_id` and its like, which name another object."""
        return self.kind == "uuid" and self.name != "id"


@dataclass(frozen=True)
class Object:
    """One HSDS object: its name, its file in a tabular package, its fields by name."""

    name: str
    path: str
    fields: dict[str, Field]

    @cached_property
    def children(self) -> tuple[Field, ...]:
        """Fields that hold other objects, as a list or alone."""
        return tuple(f for f in self.fields.values() if f.target)

    @cached_property
    def columns(self) -> tuple[Field, ...]:
        """Fields that hold a plain value: the columns of the object's CSV file."""
        return tuple(f for f in self.fields.values() if not f.target)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Names of the fields that a person reads."""
        return tuple(f.name for f in self.fields.values() if f.words)


def _field(text: str) -> Field:
    head, _, kind = text.partition(":")
    name = head.rstrip("!*")
    marks = head[len(name) :]
    target = kind[1:-1] if kind[:1] in ("[", "{") else ""
    choices = tuple(c.replace("_", " ") for c in kind[1:].split("|")) if kind[:1] == "=" else ()
    plain = {"[": "list", "{": "object", "=": "enum"}.get(kind[:1], kind or "text")
    return Field(name, plain, "!" in marks, "*" in marks, choices, target)


def _object(name: str) -> Object:
    path, fields = _TABLE[name]
    return Object(name, path, {f.name: f for f in map(_field, fields.split())})


OBJECTS: dict[str, Object] = {name: _object(name) for name in _TABLE}
"""Every HSDS 3.1 object by its name."""


def reference_target(field: str, holder: str) -> str:
    """The object that a reference field names: `organization_id` -> organization."""
    special = {"parent_organization_id": "organization", "parent_id": holder, "link_id": ""}
    return special.get(field, field.removesuffix("_id"))
