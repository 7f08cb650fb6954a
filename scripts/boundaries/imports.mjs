// What a TypeScript file imports, and where it reads the environment: by the compiler's own scanner, so that comments,
// strings, templates and regular expressions are what they are.
import { SyntaxKind } from "typescript/unstable/ast";
import { createScanner } from "typescript/unstable/ast/scanner";

const OPERAND_ENDS = new Set([
  SyntaxKind.Identifier,
  SyntaxKind.NumericLiteral,
  SyntaxKind.StringLiteral,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.TemplateTail,
  SyntaxKind.CloseParenToken,
  SyntaxKind.CloseBracketToken,
  SyntaxKind.CloseBraceToken,
]);

/** Every token with its text and line. */
function tokensOf(text) {
  const scanner = createScanner(true, undefined, text);
  const tokens = [];
  const braces = []; // true for one that belongs to a template
  let line = 1;
  let counted = 0;
  let previous = SyntaxKind.Unknown;
  for (let kind = scanner.scan(); kind !== SyntaxKind.EndOfFile; kind = scanner.scan()) {
    if ((kind === SyntaxKind.SlashToken || kind === SyntaxKind.SlashEqualsToken) && !OPERAND_ENDS.has(previous))
      kind = scanner.reScanSlashToken();
    if (kind === SyntaxKind.CloseBraceToken && braces.pop()) kind = scanner.reScanTemplateToken(false);
    if (kind === SyntaxKind.OpenBraceToken) braces.push(false);
    if (kind === SyntaxKind.TemplateHead || kind === SyntaxKind.TemplateMiddle) braces.push(true);
    for (const end = scanner.getTokenStart(); counted < end; counted++) if (text[counted] === "\n") line++;
    tokens.push({ kind, text: scanner.getTokenText(), value: scanner.getTokenValue(), line });
    previous = kind;
  }
  return tokens;
}

/** [{ from, line, typeOnly }] of every import, export … from, import() and require(). */
export function importsOf(text) {
  const tokens = tokensOf(text);
  const found = [];
  for (let at = 0; at < tokens.length; at++) {
    const word = tokens[at].text;
    if (tokens[at - 1]?.text === ".") continue;
    const isCall = tokens[at + 1]?.text === "(" && (word === "import" || word === "require");
    if (isCall && isString(tokens[at + 2])) found.push(entry(tokens[at + 2], false));
    else if (word === "import" && !isCall) found.push(...readClause(tokens, at));
    else if (word === "export" && ["{", "*", "type"].includes(tokens[at + 1]?.text))
      found.push(...readClause(tokens, at));
  }
  return found;
}

/** From `import` or `export` to the string after `from`; nothing for `export type A = …` or `import.meta`. */
function readClause(tokens, start) {
  if (isString(tokens[start + 1])) return [entry(tokens[start + 1], false)];
  const clause = [];
  for (let at = start + 1; at < tokens.length; at++) {
    const token = tokens[at];
    if (token.text === "from" && isString(tokens[at + 1])) return [entry(tokens[at + 1], isTypeOnly(clause))];
    if (!/^[\w$,{}*]+$/.test(token.text)) return [];
    clause.push(token.text);
  }
  return [];
}

/** `import type …`, or every name in the braces with its own `type`. */
function isTypeOnly(clause) {
  if (clause[0] === "type" && clause[1] !== "," && clause.length > 1) return true;
  if (clause[0] !== "{") return false;
  const names = clause
    .slice(1, -1)
    .join(" ")
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  return names.length > 0 && names.every((name) => name.startsWith("type "));
}

const isString = (token) =>
  token?.kind === SyntaxKind.StringLiteral || token?.kind === SyntaxKind.NoSubstitutionTemplateLiteral;
const entry = (token, typeOnly) => ({ from: token.value, line: token.line, typeOnly });

/** The lines that read `process.env`, also as `process["env"]` or `{ env } = process`. */
export function environmentReads(text) {
  const tokens = tokensOf(text);
  const lines = [];
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at].text !== "process" || tokens[at - 1]?.text === ".") continue;
    const [dot, name] = [tokens[at + 1]?.text, tokens[at + 2]];
    const isRead = ((dot === "." || dot === "?.") && name?.text === "env") || (dot === "[" && name?.value === "env");
    const isTaken = tokens[at - 1]?.text === "=" && tokens[at - 2]?.text === "}" && hasEnv(tokens, at - 2);
    if (isRead || isTaken) lines.push(tokens[at].line);
  }
  return lines;
}

function hasEnv(tokens, close) {
  for (let at = close; at >= 0 && tokens[at].text !== "{"; at--) if (tokens[at].text === "env") return true;
  return false;
}
