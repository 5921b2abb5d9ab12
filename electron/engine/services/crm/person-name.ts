/** A name in the two parts that a CRM asks for: "Ana María Ruiz" and "Ruiz, Ana María" alike; one word is a last name. */
export function personName(name: string): { readonly first: string; readonly last: string } {
  const plain = name.trim().replace(/\s+/g, ' ');
  const comma = plain.indexOf(', ');
  if (comma > 0) return { first: plain.slice(comma + 2), last: plain.slice(0, comma) };
  const space = plain.lastIndexOf(' ');
  return space < 0
    ? { first: '', last: plain }
    : { first: plain.slice(0, space), last: plain.slice(space + 1) };
}
