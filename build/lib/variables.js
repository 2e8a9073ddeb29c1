// From the configuration to the functions' environment. Names come from the list that the functions parse, so one that is
// forgotten does not compile.
import { FUNCTIONS } from '../lambdas/config.js';
// Lambda unpacks a function here.
const HOME = '/var/task/';
const text = (value) => (value === undefined ? undefined : String(value));
const json = (value) => (value === undefined ? undefined : JSON.stringify(value));
const list = (values) => values?.join(',');
/** All variables of all functions. */
export function variablesOf(configuration, created) {
    const { stores, mail, sms, code, flow } = configuration;
    return {
        ...created,
        MODE: configuration.mode,
        LOCALES: list(configuration.locales),
        CODE_LENGTH: text(code?.length),
        CODE_SECONDS: text(code?.seconds),
        MAX_ATTEMPTS: text(code?.attempts),
        MAX_SENDS: text(code?.sends),
        FLOW_SECONDS: text(flow?.seconds),
        GRANT_SECONDS: text(flow?.grantSeconds),
        MAX_REFUSALS: text(flow?.refusals),
        LIMITS: json(configuration.limits),
        BRANDING: json(configuration.branding),
        STORES: JSON.stringify(stores),
        KNOWN_NAMES: json({
            domains: stores.flatMap(({ domains }) => domains ?? []),
            prefixes: stores.flatMap(({ prefixes }) => prefixes ?? [])
        }),
        MAIL_FROM: mail.from,
        SMS_COUNTRIES: list(sms?.countries),
        SMS_SENDER_ID: sms?.senderId,
        SMS_ORIGINATION_NUMBER: sms?.originationNumber,
        SMS_MAX_PRICE: sms?.maxPrice,
        PHONE_METADATA: `${HOME}phone-metadata.json`,
        DECOY_PROFILE: json(configuration.decoyProfile),
        POLICIES: json(configuration.policies),
        BLOCKLIST: `${HOME}blocklist.bin`,
        ASSETS: `${HOME}assets`
    };
}
/** The environment of one function: exactly the variables that it reads, without those that are left to their defaults. */
export function environmentFor(name, variables) {
    const wanted = new Set(FUNCTIONS[name]);
    return Object.fromEntries(Object.entries(variables).flatMap(([key, value]) => (wanted.has(key) && value !== undefined ? [[key, value]] : [])));
}
/** Which part of the configuration a variable is made from: what a problem with it is called. */
export const FIELDS = {
    PUBLIC_ORIGIN: 'frontDoor.origin',
    MODE: 'mode',
    LOCALES: 'locales',
    CODE_LENGTH: 'code.length',
    CODE_SECONDS: 'code.seconds',
    MAX_ATTEMPTS: 'code.attempts',
    MAX_SENDS: 'code.sends',
    FLOW_SECONDS: 'flow.seconds',
    GRANT_SECONDS: 'flow.grantSeconds',
    MAX_REFUSALS: 'flow.refusals',
    LIMITS: 'limits',
    BRANDING: 'branding',
    STORES: 'stores',
    KNOWN_NAMES: 'stores',
    MAIL_FROM: 'mail.from',
    SMS_COUNTRIES: 'sms.countries',
    SMS_SENDER_ID: 'sms.senderId',
    SMS_ORIGINATION_NUMBER: 'sms.originationNumber',
    SMS_MAX_PRICE: 'sms.maxPrice',
    DECOY_PROFILE: 'decoyProfile',
    POLICIES: 'policies'
};
