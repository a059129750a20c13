// Reads the hub's checkup answer by itself, to hold a page against it: none of the portal's own reading or reckoning is used.

/** Texts of the direct or indirect elements of a name. */
const all = (xml, name) => [...xml.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'g'))].map((found) => found[1]);
const one = (xml, name) => all(xml, name)[0] ?? '';

/** A citizen's checkups, oldest first: `{date: '2026-05-14', results: [{code, text, unit, bound, status}]}`. */
export async function checkupsOf(hub, citizen) {
  const answer = await fetch(`${hub}/sim/citizens/${citizen}/checkups`);
  if (!answer.ok) throw new Error(`the hub answers ${answer.status}`);
  const xml = await answer.text();
  return all(xml, 'SpecificHealthCheckupInfo')
    .map((visit) => ({
      date: one(visit, 'EffectiveTime').replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3'),
      results: all(visit, 'HealthCheckupResultAndQuestionInfo').map((row) => ({
        code: one(row, 'ItemCode'), text: one(row, 'DataValue'), unit: one(row, 'Unit'), type: one(row, 'DataType'),
        bound: one(row, 'Bound'), status: one(row, 'ResultStatus'),
      })),
    }))
    .sort((a, b) => a.date.localeCompare(b.date));
}

/** Numbers of one series, oldest first: of each visit the first of the codes that has a value. */
export function series(visits, codes) {
  return visits.flatMap(({ date, results }) => {
    const found = codes.map((code) => results.find((row) => row.code === code && row.text !== '')).find(Boolean);
    return found ? [{ date, text: found.text, value: Number(found.text), bound: found.bound }] : [];
  });
}

/** The day as pages write it. */
export const day = (date) => date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');
