// The page of a solution. It is data and one script: no text of an answer becomes markup, and nothing without the nonce runs.
import { Solution } from "./answers";

const STYLE = `
body { display: flex; flex-wrap: wrap; gap: 2em; padding: 1em; font-family: var(--vscode-font-family); color: var(--vscode-foreground); }
figure { margin: 0; } svg { max-width: 100%; height: auto; }
.PROVED { color: var(--vscode-testing-iconPassed); } .REFUTED { color: var(--vscode-errorForeground); }
ol { padding-left: 2em; max-width: 46em; } li { padding: .15em .4em; cursor: default; } li:hover, li:focus { background: var(--vscode-list-hoverBackground); }
li.premise { background: var(--vscode-editor-findMatchHighlightBackground); } small { opacity: .75; }
.tv-line, .tv-shape, .tv-extension, .tv-goal { fill: none; stroke-width: 1; stroke-linecap: round; stroke-linejoin: round; }
.tv-line { stroke: var(--vscode-descriptionForeground); } .tv-shape { stroke: var(--vscode-foreground); stroke-width: 1.5; }
.tv-goal, .tv-extension { stroke: var(--vscode-charts-orange); } .tv-goal { stroke-width: 1.8; } .tv-extension { stroke-dasharray: 4 4; }
.tv-leader { stroke-dasharray: 0.1 3; } .tv-point, .tv-label { fill: var(--vscode-foreground); }
.tv-label { font: italic 16px Georgia, serif; } .tv-index { font-size: 11px; font-style: normal; }
.tv-label.chosen { fill: var(--vscode-charts-blue); font-weight: bold; font-size: 20px; }
`;

/** The whole document: `script` is the address of `page.js`, `source` the origin that the editor serves it from. */
export function solutionPage(solution: Solution, script: string, source: string, nonce: string): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}' ${source}`;
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<title>${text(solution.name || "solution")}</title><style nonce="${nonce}">${STYLE}</style></head>
<body><main id="solution"></main>
<script type="application/json" id="data" nonce="${nonce}">${json(solution)}</script>
<script nonce="${nonce}" src="${attribute(script)}"></script></body></html>`;
}

/** JSON that cannot end the script element that holds it. */
export function json(value: unknown): string {
  return JSON.stringify(value).replace(/</g, "\\u003c").replace(/\u2028/g, "\\u2028").replace(/\u2029/g, "\\u2029");
}

function text(value: string): string {
  return value.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

function attribute(value: string): string {
  return text(value).replace(/"/g, "&quot;");
}
