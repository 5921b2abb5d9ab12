/** The look of a brief on screen, light and dark, and on paper. Letters are those of the reader's system: nothing is fetched. */
const SCREEN = `
:root{color-scheme:light dark;--page:#fbfbfa;--pane:#fff;--line:#e6e5e1;--faint:#efeeea;--ink:#1c1d1f;--second:#5c5f66;
--accent:#2b59c3;--red:#b3261e;--red-ground:#fcebe9;--amber:#8a5a00;--green:#1b6b3a;--words:#f4f4f2;
--a0:#cfd6de;--a1:#f0d48f;--a2:#ecb057;--a3:#dc7a35;--a4:#b43a28}
@media (prefers-color-scheme:dark){:root{--page:#16181b;--pane:#1b1d21;--line:#2b2e34;--faint:#24272c;--ink:#eceef1;
--second:#a7acb5;--accent:#8fb0ff;--red:#ff9b8f;--red-ground:#40211e;--amber:#f0c674;--green:#85d6a4;--words:#23262b;
--a0:#4a525c;--a1:#8f7434;--a2:#b07a2c;--a3:#c4652a;--a4:#d9513b}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:450 13.5px/1.5 Inter,system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;
font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
main{max-width:900px;margin:0 auto;padding:24px 16px 64px}
.sheet{background:var(--pane);border:1px solid var(--line);border-radius:6px;padding:28px 36px 36px;margin:0 0 24px}
.running{display:flex;max-width:none;justify-content:space-between;gap:24px;color:var(--second);font-size:11.5px;
border-bottom:1px solid var(--line);padding-bottom:8px;margin-bottom:24px}
.eyebrow{margin:0;color:var(--second);font-size:11.5px}
h1,h2{font-weight:600;line-height:1.25;margin:2px 0 16px}
h1{font-size:26px}h2{font-size:20px}
h3{font-size:15px;font-weight:600;margin:28px 0 8px}
p{margin:0 0 12px;max-width:75ch}
.lead{font-size:15px;line-height:1.55;margin-bottom:16px}
.words p{max-width:none}
.words,.never{margin:0 0 16px;padding:12px 16px;border-radius:6px}
.words{background:var(--words)}
.words p{margin:0;white-space:pre-wrap}
.words .by,.never .by{display:block;font-size:11.5px;font-weight:600;color:var(--second);margin-bottom:4px}
.never{background:var(--red-ground)}
.never .by{color:var(--red)}
.never ul{margin:0;padding:0;list-style:none}
.never li+li{margin-top:6px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 20px;margin:0 0 16px}
dt{color:var(--second)}
dd{margin:0}
.scroll{overflow-x:auto;margin:0 0 20px}
table{width:100%;border-collapse:collapse;overflow-wrap:normal}
caption{text-align:left;font-weight:600;padding:0 0 4px}
th,td{padding:6px 14px 6px 0;border-bottom:1px solid var(--faint);text-align:left;vertical-align:top}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--second);font-size:11.5px;font-weight:600;border-bottom-color:var(--line);white-space:nowrap}
tbody th{font-weight:inherit}
.quiet{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.end,.content{width:1%;white-space:nowrap}
.end{text-align:right}
.long{white-space:normal}
.fill{overflow-wrap:anywhere;min-width:9em}
tfoot td{font-weight:600;border-bottom:0;border-top:1px solid var(--line)}
.more{color:var(--second);font-size:12.5px;margin:-12px 0 20px}
.note{display:block;color:var(--second);font-size:12px;white-space:pre-line}
.end .note,.content .note{white-space:pre}
.long .note{white-space:pre-line}
.red{color:var(--red)}.amber{color:var(--amber)}.green{color:var(--green)}.second{color:var(--second)}
strong{font-weight:600}
a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}
a:focus-visible,.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.bar{display:block;width:100%;height:10px;margin:2px 0 6px;border-radius:2px}
.a0{fill:var(--a0)}.a1{fill:var(--a1)}.a2{fill:var(--a2)}.a3{fill:var(--a3)}.a4{fill:var(--a4)}
.dot{width:8px;height:8px;margin-right:6px}
@media (max-width:640px){.sheet{padding:20px 16px}.running{display:block}}
`;

const PAPER = `
@media print{:root{color-scheme:light;--page:#fff;--pane:#fff;--line:#d4d3ce;--faint:#e6e5e1;--ink:#1c1d1f;--second:#55585f;
--accent:#1c1d1f;--red:#b3261e;--red-ground:#fcebe9;--amber:#8a5a00;--green:#1b6b3a;--words:#f4f4f2;
--a0:#cfd6de;--a1:#f0d48f;--a2:#ecb057;--a3:#dc7a35;--a4:#b43a28}
body{font-size:9.5pt;line-height:1.4;print-color-adjust:exact;-webkit-print-color-adjust:exact}
main{max-width:none;padding:0}
.sheet{border:0;border-radius:0;padding:0;margin:0;break-before:page}
.sheet:first-child{break-before:auto}
.scroll{overflow:visible}
.lead{font-size:10.5pt}
h1{font-size:20pt}h2{font-size:16pt}h3{font-size:11.5pt;margin-top:16pt}
h1,h2,h3,caption{break-after:avoid}
tr,.words,.never li,dl{break-inside:avoid}
thead{display:table-header-group}
tfoot{display:table-row-group}
.eyebrow,thead th,.note,.running{font-size:8pt}
.running{display:none}
.more{font-size:8.5pt}}
`;

/** The style sheet of a brief; `head` and `foot` stand on every printed page, with its number. The paper is the printer's. */
export function briefStyle(head: { readonly left: string; readonly right: string }, foot: string): string {
  const margin = 'font:8pt system-ui,sans-serif;color:#55585f';
  return `${SCREEN}${PAPER}@page{margin:20mm 16mm 18mm;
@top-left{content:${cssText(head.left)};${margin}}
@top-right{content:${cssText(head.right)};${margin}}
@bottom-left{content:${cssText(foot)};${margin}}
@bottom-right{content:"Page " counter(page) " of " counter(pages);${margin}}}
`;
}

/** A CSS string of any text: all but letters, digits and blanks is escaped, so that nothing can end it or the style. */
function cssText(text: string): string {
  const escaped = [...text].map((character) =>
    /[\p{L}\p{N} ]/u.test(character) ? character : `\\${character.codePointAt(0)?.toString(16) ?? ''} `,
  );
  return `"${escaped.join('')}"`;
}
