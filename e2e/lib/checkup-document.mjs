// Writes checkup documents the way insurers hand them out (HL7 CDA, hc08), alone or in their archive. Synthetic people
// and institutions only.
import { deflateRawSync } from 'node:zlib';

const ARC = '1.2.392.200119.6.';
const code = (item, name) => `<code code="${item}" codeSystem="${ARC}1005" displayName="${name}"/>`;
const observation = (inside) => `<entry><observation classCode="OBS" moodCode="EVN">${inside}</observation></entry>`;

/** A number with its reference range. */
export const number = (item, name, value, unit, range = ['', '']) => observation(
  `${code(item, name)}<value xsi:type="PQ" value="${value}" unit="${unit}"/>`
  + `<referenceRange><observationRange classCode="OBS" moodCode="EVN.CRT"><value xsi:type="IVL_PQ">${range[0] && `<low value="${range[0]}"/>`}${range[1] && `<high value="${range[1]}"/>`}</value></observationRange></referenceRange>`,
);

/** Words. */
export const words = (item, name, text) => observation(`${code(item, name)}<value xsi:type="ST">${text}</value>`);

/** One document. */
export const checkup = ({ name = 'ミホン　イチロウ', birth = '19740612', sex = 1, day = '20260514', facility = '見本総合病院 健診部', version = 'V08', results }) => `<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:hl7-org:v3 ../XSD/hc08_${version}.xsd">
<typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/><id nullFlavor="NI"/><code code="10" codeSystem="${ARC}1001"/><effectiveTime value="20260601"/>
<recordTarget><patientRole><id root="${ARC}101" extension="06130017"/><patient><name>${name}</name><administrativeGenderCode code="${sex}" codeSystem="${ARC}1104"/><birthTime value="${birth}"/></patient></patientRole></recordTarget>
<author><time value="20260601"/><assignedAuthor><id nullFlavor="NI"/><representedOrganization><name>${facility}</name></representedOrganization></assignedAuthor></author>
<documentationOf><serviceEvent><code code="010" codeSystem="${ARC}1002"/><effectiveTime value="${day}"/></serviceEvent></documentationOf>
<component><structuredBody><component><section><code code="01010" codeSystem="${ARC}1010"/><title>検査・問診結果セクション</title>${results.join('')}</section></component></structuredBody></component>
</ClinicalDocument>`;

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

/** A ZIP file of deflated parts: [name, text] each. */
export function archive(parts) {
  const files = [];
  const directory = [];
  let offset = 0;
  for (const [name, text] of parts) {
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const label = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x800, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt16LE(label.length, 22);
    files.push(Buffer.from('PK\x03\x04', 'latin1'), head, label, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), head, tail, label);
    offset += 4 + head.length + label.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, listed, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
