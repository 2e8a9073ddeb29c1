var __rewriteRelativeImportExtension = (this && this.__rewriteRelativeImportExtension) || function (path, preserveJsx) {
    if (typeof path === "string" && /^\.\.?\//.test(path)) {
        return path.replace(/\.(tsx)$|((?:\.d)?)((?:\.[^./]+?)?)\.([cm]?)ts$/i, function (m, tsx, d, ext, cm) {
            return tsx ? preserveJsx ? ".jsx" : ".js" : d && (!ext || !cm) ? m : (d + ext + "." + cm.toLowerCase() + "js");
        });
    }
    return path;
};
// The file that says what is deployed and where.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigurationError } from '../lambdas/config.js';
/** Reads `export const deployment = { id, env?, configuration }` from a TypeScript or JavaScript file. */
export async function deploymentIn(file) {
    const { deployment } = (await import(__rewriteRelativeImportExtension(pathToFileURL(resolve(file)).href)));
    const { id, env, configuration } = deployment ?? {};
    const problems = [
        ...(typeof id === 'string' && /^[A-Za-z][A-Za-z0-9-]{0,60}$/.test(id) ? [] : ['id: must be a stack name of letters, digits and dashes']),
        ...(env === undefined || (/^\d{12}$/.test(env.account ?? '') && /^[a-z]+(-[a-z]+)+-\d$/.test(env.region ?? ''))
            ? []
            : ['env: must be an account of 12 digits and a region, or left out']),
        ...(configuration === undefined ? ['configuration: is missing'] : [])
    ];
    if (problems.length > 0 || id === undefined || configuration === undefined)
        throw new ConfigurationError(problems);
    return { id, env, configuration };
}
