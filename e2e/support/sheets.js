// The sheets of the demo province, and what must be read in them.

import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What may be typed into a cell that holds its row. */
const MENDED = { date_invalid: '01/02/1985', personal_id_length: '098185000111' };

/** What every row of the officers' sheets says. */
async function truth(office) {
  const lines = (await readFile(join(office.files, 'truth_officers.csv'), 'utf8')).trim().split('\n');
  const head = lines[0].split(',');
  return lines.slice(1).map((line) => {
    const cells = line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
    return Object.fromEntries(head.map((name, i) => [name, cells[i].replace(/^"|"$/g, '')]));
  });
}

/** A file that speaks for one office alone, with that office and another one. */
export async function sheetOfOneOffice(office) {
  const rows = await truth(office);
  const units = (file) => new Set(rows.filter((r) => r.file === file && r.unit).map((r) => r.unit));
  const files = [...new Set(rows.map((r) => r.file))].filter((f) => f.endsWith('.xlsx'));
  const file = files.find((f) => units(f).size === 1);
  const [unit] = units(file);
  const otherUnit = rows.find((r) => r.unit && r.unit !== unit).unit;
  const first = rows.find((r) => r.file === file);
  return { path: join(office.files, 'officers', file), unit, otherUnit, sheet: first.sheet };
}

/** Some files of whose rows none is listed twice, one of them with a row that can be mended. */
export async function someSheets(office, many = 3) {
  const folder = join(office.files, 'officers');
  const names = await readdir(folder);
  const rows = await truth(office);
  const of = (file) => rows.filter((row) => row.file === file);
  const single = names.filter((f) => of(f).length > 0 && !of(f).some((row) => row.repeat));
  const mendable = office.truth.held.find((h) => MENDED[h.hold] && single.includes(h.file));
  const files = [mendable.file, ...single.filter((f) => f !== mendable.file)].slice(0, many);
  const chosen = rows.filter((row) => files.includes(row.file));
  return {
    paths: files.map((f) => join(folder, f)),
    rows: chosen.length,
    held: chosen.filter((row) => row.hold).length,
    people: chosen.filter((row) => !row.hold).length,
    mend: { ...mendable, value: MENDED[mendable.hold] },
  };
}
