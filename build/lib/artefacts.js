// The folders that scripts/bundle.ts fills: one per function, deployed as they are.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
/** This package's folder: these lines run from lib/, and from build/lib/ when packed. */
function packageFolder() {
    const above = join(import.meta.dirname, '..');
    return existsSync(join(above, 'package.json')) ? above : join(above, '..');
}
/** The folder of one function; throws where it was not built. */
export function artefactOf(name, dist = join(packageFolder(), 'dist')) {
    const folder = join(dist, name);
    if (!existsSync(join(folder, 'index.mjs')))
        throw new Error(`there is no ${join(folder, 'index.mjs')}: run \`npm run build\` first`);
    return folder;
}
