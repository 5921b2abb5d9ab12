import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix } from 'node:path';
import { parseSync } from 'vite';

const FOLDERS = ['shared', 'electron', 'renderer'];
const SOURCE = /\.(ts|tsx)$/;

/**
 * Finds every import that the rules do not allow: static, dynamic, type-only and re-exported ones, `require`, and
 * modules that are named by `new URL('…', import.meta.url)`, as workers are.
 * @param {string} root
 * @param {readonly import('./import-rules.mjs').Rule[]} rules - the first whose folder fits decides
 */
export function checkImports(root, rules) {
  const files = FOLDERS.flatMap((folder) => sourcesIn(root, folder));
  const violations = [];
  let imports = 0;
  for (const file of files) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const { specifier, at } of importsIn(file, text)) {
      imports += 1;
      const target = targetOf(file, specifier);
      const reason = objection(file, target, rules);
      if (reason !== undefined) {
        violations.push({ file, line: text.slice(0, at).split('\n').length, target: target.name, reason });
      }
    }
  }
  return { files: files.length, imports, violations };
}

function sourcesIn(root, folder) {
  let entries;
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return sourcesIn(root, path);
    return SOURCE.test(entry.name) ? [path] : [];
  });
}

function importsIn(file, text) {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0].message}`);
  const found = [];
  visit(program, (node) => {
    const source = namedModule(node);
    if (source?.type === 'Literal' && typeof source.value === 'string') {
      found.push({ specifier: source.value, at: node.start });
    }
  });
  return found;
}

/** The literal that names a module, when the node imports one. */
function namedModule(node) {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return node.source ?? node.argument;
    case 'TSExternalModuleReference':
      return node.expression;
    case 'CallExpression':
      return node.callee.name === 'require' ? node.arguments[0] : undefined;
    case 'NewExpression':
      return node.callee.name === 'URL' && isModuleName(node.arguments[0]) ? node.arguments[0] : undefined;
    default:
      return undefined;
  }
}

function isModuleName(argument) {
  return argument?.type === 'Literal' && /^\.{1,2}\/.*\.tsx?$/.test(String(argument.value));
}

function visit(node, onNode) {
  if (Array.isArray(node)) for (const item of node) visit(item, onNode);
  else if (typeof node === 'object' && node !== null) {
    if (typeof node.type === 'string') onNode(node);
    for (const value of Object.values(node)) visit(value, onNode);
  }
}

/** @returns {{ kind: 'file' | 'builtin' | 'package', name: string }} */
function targetOf(file, specifier) {
  if (specifier.startsWith('.')) {
    return { kind: 'file', name: posix.normalize(posix.join(posix.dirname(file), specifier.split('?')[0])) };
  }
  if (isBuiltin(specifier)) return { kind: 'builtin', name: specifier.replace(/^node:/, '') };
  const depth = specifier.startsWith('@') ? 2 : 1;
  return { kind: 'package', name: specifier.split('/').slice(0, depth).join('/') };
}

function objection(file, target, rules) {
  const rule = rules.find(({ from }) => isIn(file, from));
  if (rule === undefined) return 'no rule says what this folder may import';
  if (target.kind === 'file') {
    const isAllowed = rule.files.some((folder) => isIn(target.name, folder));
    return isAllowed ? undefined : `${rule.from} may import only ${rule.files.join(', ')}`;
  }
  const list = target.kind === 'builtin' ? rule.builtins : rule.packages;
  const isAllowed = list.allow === undefined || list.allow.some((name) => fits(target.name, name));
  const isForbidden = list.deny?.some((name) => fits(target.name, name)) ?? false;
  return isAllowed && !isForbidden ? undefined : `${rule.from} may not import this ${target.kind}`;
}

function isIn(path, folder) {
  return path === folder || path.startsWith(`${folder}/`);
}

function fits(name, pattern) {
  return pattern.endsWith('/*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
