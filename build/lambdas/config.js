// Every environment variable that Rekey reads: one schema, shared by the functions that parse it and the stack that sets it.
// Parsed once at cold start; a wrong deployment fails there, with every problem named. Nothing else reads the environment.
import * as v from 'valibot';
import { MODES } from './flow/flow.js';
import { LOCALES } from './messages/locales.js';
import { between, branding, decoyProfile, limits, policies, stores, text } from './shapes.js';
/** Thrown at start-up, and by the stack at synth. `problems` holds one line for each thing that is wrong. */
export class ConfigurationError extends Error {
    problems;
    constructor(problems) {
        super(`the configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((p) => `  - ${p}`).join('\n')}`);
        this.name = 'ConfigurationError';
        this.problems = problems;
    }
}
// --- Pieces -----------------------------------------------------------------------------------------------------------------
const wholeNumber = (low, high, unit, fallback) => v.optional(v.pipe(v.string(), v.regex(/^\d+$/, `must be a whole number of ${unit}, ${low} to ${high}`), v.transform(Number), between(low, high, unit)), String(fallback));
const list = (item) => v.pipe(v.string(), v.transform((line) => line.split(',').map((part) => part.trim()).filter(Boolean)), v.array(item));
/** A variable that holds JSON of the given shape. */
const json = (shape) => v.pipe(v.string(), v.rawTransform(({ dataset, addIssue, NEVER }) => {
    try {
        return JSON.parse(dataset.value);
    }
    catch {
        addIssue({ message: 'must be JSON' });
        return NEVER;
    }
}), shape);
const origin = v.pipe(text, v.check((value) => URL.canParse(value) && new URL(value).origin === value, 'must be an origin, such as https://reset.example.com'), v.check((value) => /^https:|^http:\/\/(127\.0\.0\.1|localhost)(:|$)/.test(value), 'must be https (plain http is for loopback only)'));
// --- Variables --------------------------------------------------------------------------------------------------------------
/** All variables by name. A function takes those that it uses, see FUNCTIONS. */
export const VARIABLES = {
    PUBLIC_ORIGIN: origin,
    TABLE_NAME: text,
    MODE: v.optional(v.picklist(MODES, `must be one of ${MODES.join(', ')}`), 'email'),
    LOCALES: v.optional(v.pipe(list(v.picklist(LOCALES, `must be of ${LOCALES.join(', ')}`)), v.minLength(1, 'needs at least one')), LOCALES.join(',')),
    CODE_LENGTH: wholeNumber(6, 10, 'digits', 8),
    CODE_SECONDS: wholeNumber(120, 600, 'seconds', 600),
    MAX_ATTEMPTS: wholeNumber(1, 10, 'attempts', 5),
    MAX_SENDS: wholeNumber(1, 5, 'sends', 3),
    FLOW_SECONDS: wholeNumber(600, 3600, 'seconds', 1800),
    GRANT_SECONDS: wholeNumber(60, 1800, 'seconds', 600),
    MAX_REFUSALS: wholeNumber(1, 20, 'refusals', 10),
    LIMITS: v.optional(json(limits), '{}'),
    BRANDING: v.optional(json(branding), '{}'),
    /** The directories, without their credentials. */
    STORES: json(stores),
    /** `{domains, prefixes}` of all stores, for functions that must not know the directories. */
    KNOWN_NAMES: v.optional(json(v.strictObject({ domains: v.array(text), prefixes: v.array(text) })), '{"domains":[],"prefixes":[]}'),
    SEARCH_SECRET_ID: text,
    RESET_SECRET_ID: text,
    /** Current first; the previous one stays until its last code has run out. */
    CODE_KEY_IDS: v.pipe(list(text), v.minLength(1, 'needs at least one key')),
    INDEX_KEY_ID: text,
    MAIL_FROM: v.pipe(text, v.regex(/@/, 'must be an address'), v.regex(/^[^\r\n]*$/, 'must be one line')),
    SES_CONFIGURATION_SET: v.optional(text),
    SMS_COUNTRIES: v.optional(list(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'must be two-letter country codes, such as US,JP'))), ''),
    SMS_SENDER_ID: v.optional(v.pipe(text, v.regex(/^[A-Za-z0-9]{1,11}$/, 'must be 1 to 11 letters and digits'))),
    SMS_ORIGINATION_NUMBER: v.optional(v.pipe(text, v.regex(/^\+?\d{4,15}$/, 'must be a phone number or short code'))),
    SMS_MAX_PRICE: v.optional(v.pipe(text, v.regex(/^\d{1,2}\.\d{1,5}$/, 'must be a price in USD, such as 0.20')), '0.20'),
    /** Where libphonenumber's metadata lies: a file, read on first use. */
    PHONE_METADATA: text,
    DECOY_PROFILE: v.optional(json(decoyProfile)),
    POLICIES: v.optional(json(policies), JSON.stringify({ default: { id: 'nist', minLength: 15, maxLength: 128, blocklist: true } })),
    /** Where the list of common passwords lies: a file, read on first use. */
    BLOCKLIST: text,
    /** Where the page's files lie. */
    ASSETS: text,
    // Where services are, when they are not AWS's own: the sandbox and tests.
    DYNAMODB_ENDPOINT: v.optional(text),
    KMS_ENDPOINT: v.optional(text),
    SECRETS_ENDPOINT: v.optional(text),
    SES_ENDPOINT: v.optional(text),
    SNS_ENDPOINT: v.optional(text)
};
const TIMES = ['CODE_LENGTH', 'CODE_SECONDS', 'MAX_ATTEMPTS', 'MAX_SENDS', 'FLOW_SECONDS', 'GRANT_SECONDS', 'MAX_REFUSALS'];
const TABLE = ['TABLE_NAME', 'DYNAMODB_ENDPOINT'];
const KEYS = ['CODE_KEY_IDS', 'KMS_ENDPOINT'];
const INDEX = ['INDEX_KEY_ID', 'KMS_ENDPOINT'];
const SECRETS = ['SECRETS_ENDPOINT'];
/** Which function reads which variables: the stack sets exactly these, the function parses exactly these. */
export const FUNCTIONS = {
    page: ['PUBLIC_ORIGIN', 'MODE', 'LOCALES', 'CODE_LENGTH', 'BRANDING', 'ASSETS'],
    flow: [...TABLE, ...TIMES, ...INDEX, 'CODE_KEY_IDS', 'PUBLIC_ORIGIN', 'MODE', 'LOCALES', 'LIMITS', 'KNOWN_NAMES', 'POLICIES'],
    verify: [...TABLE, ...TIMES, ...KEYS, 'PUBLIC_ORIGIN', 'LOCALES', 'LIMITS', 'POLICIES'],
    commit: [...TABLE, ...TIMES, ...SECRETS, 'PUBLIC_ORIGIN', 'LOCALES', 'STORES', 'RESET_SECRET_ID', 'POLICIES', 'BLOCKLIST', 'BRANDING'],
    sweep: [...TABLE, ...SECRETS, 'STORES', 'RESET_SECRET_ID'],
    locate: [...TABLE, ...SECRETS, 'MODE', 'STORES', 'SEARCH_SECRET_ID', 'SMS_COUNTRIES', 'PHONE_METADATA', 'DECOY_PROFILE', 'POLICIES'],
    deliver: [
        ...TABLE,
        ...KEYS,
        'INDEX_KEY_ID',
        'CODE_LENGTH',
        'CODE_SECONDS',
        'PUBLIC_ORIGIN',
        'LIMITS',
        'BRANDING',
        'MAIL_FROM',
        'SES_CONFIGURATION_SET',
        'SES_ENDPOINT',
        'SMS_SENDER_ID',
        'SMS_ORIGINATION_NUMBER',
        'SMS_MAX_PRICE',
        'SNS_ENDPOINT'
    ]
};
// --- Parsing ----------------------------------------------------------------------------------------------------------------
/** What no function may run with, whoever set it. */
function forbidden(env) {
    const problems = [];
    if (env['NODE_DEBUG'])
        problems.push('NODE_DEBUG: must not be set, it can print passwords into the log');
    if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
        problems.push('NODE_TLS_REJECT_UNAUTHORIZED: must not be 0, the directory is always verified; set the store\'s ca instead');
    return problems;
}
/** Rules between variables, for those that are there. */
function contradictions(names, parsed) {
    const problems = [];
    const mode = parsed.MODE;
    const countries = parsed.SMS_COUNTRIES;
    if (names.includes('SMS_COUNTRIES') && countries?.length === 0 && mode !== undefined && mode !== 'email')
        problems.push(`SMS_COUNTRIES: mode ${mode} sends SMS and needs the countries that it may send to, such as US,JP`);
    if (names.includes('DECOY_PROFILE') && parsed.DECOY_PROFILE === undefined && mode === 'userselectchallenge')
        problems.push('DECOY_PROFILE: mode userselectchallenge needs a measured decoy profile, or decoys could be told from people');
    return problems;
}
/** Parses the named variables; throws one ConfigurationError that lists everything that is wrong. */
export function parseVariables(names, env) {
    const problems = forbidden(env);
    const parsed = {};
    for (const name of new Set(names)) {
        // An empty variable is an absent one: templates cannot leave a variable out.
        const result = v.safeParse(VARIABLES[name], env[name] === '' ? undefined : env[name]);
        if (result.success)
            parsed[name] = result.output;
        else
            for (const issue of result.issues)
                problems.push(describe(name, issue, env[name]));
    }
    problems.push(...contradictions(names, parsed));
    if (problems.length > 0)
        throw new ConfigurationError(problems);
    return Object.freeze(parsed);
}
function describe(name, issue, given) {
    if (!given)
        return `${name}: is missing`;
    const path = issue.path ? `.${v.getDotPath(issue)}` : '';
    return `${name}${path}: ${issue.message}`;
}
/** The configuration of one function. */
export const configFor = (name, env) => parseVariables(FUNCTIONS[name], env);
