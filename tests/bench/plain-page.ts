/**
 * The least that the same takes: one static page that holds all accounts in memory and writes the next one into a table on
 * `j`. No engine, no components, no reading.
 */
export function plainPage(accounts: number): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Plain</title>
<body><main><article aria-label=""><h1></h1><table><tbody></tbody></table></article></main><script>
const all = Array.from({ length: ${accounts} }, (_, index) => ({ name: 'Customer ' + index, rows: Array.from({ length: 5 },
  (_, row) => ['R' + (index + row), '2026-06-0' + (row + 1), (index * 7919 + row) % 900000 / 100]) }));
const article = document.querySelector('article');
let at = 0;
const show = () => {
  article.querySelector('h1').textContent = all[at].name;
  article.querySelector('tbody').innerHTML = all[at].rows.map((row) => '<tr><td>' + row.join('</td><td>') + '</td></tr>').join('');
  article.setAttribute('aria-label', all[at].name);
};
show();
document.addEventListener('keydown', (event) => { if (event.key === 'j') { at += 1; show(); } });
</script></body></html>`;
}
