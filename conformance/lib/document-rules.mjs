// Rules that the validators leave out: value sets they do not enforce, and what makes a document a whole one.

const STATUS = {
  Composition: ['final'],
  Observation: ['final'],
  Coverage: ['active'],
  Encounter: ['finished'],
};
const SECTIONS = ['01011', '01012', '01021', '01022', '01031', '01032', '01910', '01920', '01990', '01995'];
const INTERPRETATIONS = ['H', 'L', 'N', 'HX', 'LX'];
const ABSENT = ['not-performed', 'error', 'unknown'];
const COMPARATORS = ['<=', '>='];
const ECHECKUP = 'http://jpfhir.jp/fhir/eCheckup/StructureDefinition/';
const PROFILES = {
  Bundle: [`${ECHECKUP}JP_Bundle_eCheckupGeneral`],
  Composition: [`${ECHECKUP}JP_Composition_eCheckupGeneral`],
  Patient: ['http://jpfhir.jp/fhir/eCS/StructureDefinition/JP_Patient_eCS'],
  Practitioner: [`${ECHECKUP}JP_Practitioner_eCheckupGeneral`],
  Organization: [`${ECHECKUP}JP_Organization_eCheckupGeneral`, `${ECHECKUP}JP_OrganizationInsurer_eCheckupGeneral`],
  Encounter: [`${ECHECKUP}JP_Encounter_eCheckupGeneral`],
  Coverage: [`${ECHECKUP}JP_CoverageInsurance_eCheckupGeneral`],
  Observation: [`${ECHECKUP}JP_Observation_eCheckupGeneral`, `${ECHECKUP}JP_ObservationGroup_eCheckupGeneral`],
};
/** How many of a kind a report has. */
const COUNTS = { Composition: [1, 1], Patient: [1, 1], Practitioner: [1, 2], Organization: [1, 4], Encounter: [1, 1], Coverage: [0, 2] };
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+09:00$/;
const UUID = /^urn:uuid:[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

/** Every value below a value, with the name it has. */
function* below(value, name = '') {
  yield [name, value];
  if (Array.isArray(value)) for (const item of value) yield* below(item, name);
  else if (value && typeof value === 'object') for (const [key, item] of Object.entries(value)) yield* below(item, key);
}

const codes = (concept) => (concept?.coding ?? []).map(({ code }) => code);

/** What is wrong with a document, in words; nothing for a good one. */
export function problems(bundle) {
  const wrong = [];
  const must = (holds, words) => holds || wrong.push(words);
  const resources = bundle.entry.map(({ resource }) => resource);
  must(bundle.resourceType === 'Bundle' && bundle.type === 'document', 'no document');
  must(INSTANT.test(bundle.timestamp ?? ''), 'no moment of making');
  must(bundle.identifier?.system === 'http://jpfhir.jp/fhir/core/IdSystem/documentInstance-identifier' && bundle.identifier.value, 'no name of its own');
  must(resources[0]?.resourceType === 'Composition', 'the first entry is no Composition');

  const urls = bundle.entry.map(({ fullUrl }) => fullUrl);
  must(new Set(urls).size === urls.length, 'an address twice');
  for (const url of urls) must(UUID.test(url), `no address: ${url}`);
  const known = new Set(urls);
  const asked = new Set();
  for (const [name, value] of below(bundle)) {
    if (name === 'reference') {
      asked.add(value);
      must(known.has(value), `leads nowhere: ${value}`);
    }
    if (typeof value === 'string') must(value.trim() !== '', `an empty ${name}`);
    if (Array.isArray(value)) must(value.length > 0, `no ${name} in the list`);
  }
  for (const url of urls.slice(1)) must(asked.has(url), `nothing leads to ${url}`);

  for (const [kind, [least, most]] of Object.entries(COUNTS)) {
    const count = resources.filter(({ resourceType }) => resourceType === kind).length;
    must(count >= least && count <= most, `${count} of ${kind}`);
  }
  for (const resource of [bundle, ...resources]) {
    const kind = resource.resourceType;
    const profiles = resource.meta?.profile ?? [];
    must(profiles.length === 1 && PROFILES[kind]?.includes(profiles[0]), `${kind}: profile ${profiles}`);
    must(INSTANT.test(resource.meta?.lastUpdated ?? ''), `${kind}: no lastUpdated`);
    if (STATUS[kind]) must(STATUS[kind].includes(resource.status), `${kind}: status ${resource.status}`);
  }
  for (const one of resources.filter(({ resourceType }) => resourceType === 'Observation')) wrong.push(...observed(one));
  wrong.push(...reported(resources[0], new Map(bundle.entry.map(({ fullUrl, resource }) => [fullUrl, resource]))));
  return wrong;
}

function observed(one) {
  const wrong = [];
  const name = `Observation ${one.code?.text ?? codes(one.code)}`;
  const must = (holds, words) => holds || wrong.push(`${name}: ${words}`);
  const values = Object.keys(one).filter((key) => /^value/.test(key));
  const group = one.meta.profile[0].endsWith('JP_ObservationGroup_eCheckupGeneral');
  must(/^\d{4}-\d\d-\d\d$/.test(one.effectiveDateTime ?? ''), 'no day');
  must(values.length + (one.dataAbsentReason ? 1 : 0) === (group ? 0 : 1), 'a value or a reason, not both');
  for (const code of codes(one.dataAbsentReason)) must(ABSENT.includes(code), `reason ${code}`);
  if (one.dataAbsentReason) must(one.dataAbsentReason.text, 'a reason without words');
  for (const code of (one.interpretation ?? []).flatMap(codes)) must(INTERPRETATIONS.includes(code), `reading ${code}`);
  const { comparator, system, code } = one.valueQuantity ?? {};
  must(comparator === undefined || COMPARATORS.includes(comparator), `bound ${comparator}`);
  must((system === undefined) === (code === undefined), 'a code without its system');
  for (const { low, high } of one.referenceRange ?? []) {
    for (const end of [low, high]) if (end) must(end.unit === one.valueQuantity?.unit && end.code === code, 'a range in another unit');
  }
  for (const { system: list, code: answer } of one.valueCodeableConcept?.coding ?? []) must(/^urn:oid:[\d.]+$/.test(list) && answer, `list ${list}`);
  for (const { extension } of one.hasMember ?? []) must(['COMP', 'RSON'].includes(extension?.[0]?.valueCode), 'a member without its part');
  return wrong;
}

function reported(report, resources) {
  const wrong = [];
  const listed = [];
  for (const { code, entry } of report.section ?? []) {
    const [section] = codes(code);
    if (!SECTIONS.includes(section)) wrong.push(`section ${section}`);
    for (const { reference } of entry) {
      listed.push(reference);
      const [item] = codes(resources.get(reference)?.code);
      const question = /^9N(7\d\d|8[0-6]\d|87[0-2]|93[2-9]|94[0-6]|950)/.test(item ?? '');
      const asks = ['01012', '01022', '01032', '01920'].includes(section);
      if (question !== asks) wrong.push(`${item} stands in section ${section}`);
    }
  }
  if (new Set(listed).size !== listed.length) wrong.push('a result stands twice');
  const all = [...resources.values()].filter(({ resourceType }) => ['Observation', 'Coverage'].includes(resourceType)).length;
  if (listed.length !== all) wrong.push(`${listed.length} of ${all} results stand in sections`);
  return wrong;
}
