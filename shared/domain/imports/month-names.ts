const NAMES: readonly string[] = [
  'january jan januar janner januari janvier janv enero ene gennaio gen jaenner',
  'february feb februar februari fevrier fev fevr febrero febbraio',
  'march mar marz maerz mrz maart mrt mars marzo mae',
  'april apr avril avr abril abr aprile',
  'may mai mei mayo maggio mag',
  'june jun juni juin junio giugno giu',
  'july jul juli juillet juil julio luglio lug',
  'august aug augustus aout aou agosto ago',
  'september sep sept septembre septiembre settembre set',
  'october oct oktober okt octobre octubre ottobre ott',
  'november nov novembre noviembre',
  'december dec dezember dez decembre diciembre dic dicembre',
];

const MONTHS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);

/** Month 1 to 12 of an English, German, French, Spanish, Italian or Dutch name or short name; null if unknown. */
export function monthOfName(name: string): number | null {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return MONTHS.get(plain) ?? null;
}
