import * as v from 'valibot';
import { branding, decoyProfile, limits, policies, type store } from './shapes.ts';
export type Environment = Readonly<Record<string, string | undefined>>;
/** Thrown at start-up, and by the stack at synth. `problems` holds one line for each thing that is wrong. */
export declare class ConfigurationError extends Error {
    readonly problems: readonly string[];
    constructor(problems: readonly string[]);
}
/** All variables by name. A function takes those that it uses, see FUNCTIONS. */
export declare const VARIABLES: {
    readonly PUBLIC_ORIGIN: v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.CheckAction<string, "must be an origin, such as https://reset.example.com">, v.CheckAction<string, "must be https (plain http is for loopback only)">]>;
    readonly TABLE_NAME: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>;
    readonly MODE: v.OptionalSchema<v.PicklistSchema<readonly ["email", "sms", "userchoose", "userselectchallenge"], `must be one of ${string}`>, "email">;
    readonly LOCALES: v.OptionalSchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.TransformAction<string, string[]>, v.ArraySchema<v.PicklistSchema<readonly ["en", "ja"], `must be of ${string}`>, undefined>]>, v.MinLengthAction<("en" | "ja")[], 1, "needs at least one">]>, string>;
    readonly CODE_LENGTH: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, `must be a whole number of ${string}, ${number} to ${number}`>, v.TransformAction<any, number>, v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>]>, string>;
    readonly CODE_SECONDS: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, `must be a whole number of ${string}, ${number} to ${number}`>, v.TransformAction<any, number>, v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>]>, string>;
    readonly MAX_ATTEMPTS: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, `must be a whole number of ${string}, ${number} to ${number}`>, v.TransformAction<any, number>, v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>]>, string>;
    readonly MAX_SENDS: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, `must be a whole number of ${string}, ${number} to ${number}`>, v.TransformAction<any, number>, v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>]>, string>;
    readonly FLOW_SECONDS: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, `must be a whole number of ${string}, ${number} to ${number}`>, v.TransformAction<any, number>, v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>]>, string>;
    readonly GRANT_SECONDS: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, `must be a whole number of ${string}, ${number} to ${number}`>, v.TransformAction<any, number>, v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>]>, string>;
    readonly MAX_REFUSALS: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, `must be a whole number of ${string}, ${number} to ${number}`>, v.TransformAction<any, number>, v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>]>, string>;
    readonly LIMITS: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RawTransformAction<string, unknown>, v.StrictObjectSchema<{
        readonly net: v.OptionalSchema<v.StrictObjectSchema<{
            readonly quarter: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>, 30>;
            readonly day: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>, 200>;
        }, undefined>, {}>;
        readonly identifier: v.OptionalSchema<v.StrictObjectSchema<{
            readonly hour: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>, number>;
            readonly day: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>, number>;
            readonly hourPerNet: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>, number>;
            readonly dayPerNet: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>, number>;
        }, undefined>, {}>;
        readonly destination: v.OptionalSchema<v.StrictObjectSchema<{
            readonly hour: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>, number>;
            readonly day: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>, number>;
            readonly hourPerNet: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>, number>;
            readonly dayPerNet: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>, number>;
        }, undefined>, {}>;
        readonly account: v.OptionalSchema<v.StrictObjectSchema<{
            readonly day: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>, 15>;
            readonly dayPerNet: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>, 10>;
            readonly streak: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>, 100>;
        }, undefined>, {}>;
        readonly sms: v.OptionalSchema<v.StrictObjectSchema<{
            readonly day: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>, 1000>;
            readonly prefixHour: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>, 20>;
            readonly netDay: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>, 20>;
        }, undefined>, {}>;
    }, undefined>]>, "{}">;
    readonly BRANDING: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RawTransformAction<string, unknown>, v.StrictObjectSchema<{
        readonly name: v.OptionalSchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.MaxLengthAction<string, 40, "must be at most 40 characters">, v.RegexAction<string, "must not hold control characters">]>, "Rekey">;
        readonly help: v.OptionalSchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.MaxLengthAction<string, 300, "must be at most 300 characters">]>, undefined>;
        readonly contact: v.OptionalSchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.MaxLengthAction<string, 120, "must be at most 120 characters">]>, undefined>;
    }, undefined>]>, "{}">;
    /** The directories, without their credentials. */
    readonly STORES: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RawTransformAction<string, unknown>, v.SchemaWithPipe<readonly [v.ArraySchema<v.SchemaWithPipe<readonly [v.StrictObjectSchema<{
        readonly id: v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.RegexAction<string, "must be lower-case letters, digits and dashes">]>;
        readonly profile: v.PicklistSchema<readonly ["openldap"], `must be one of ${string}`>;
        readonly urls: v.SchemaWithPipe<readonly [v.ArraySchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.RegexAction<string, "must be ldaps://host[:port] or ldap://host[:port]">]>, undefined>, v.MinLengthAction<string[], 1, "needs at least one address">]>;
        readonly startTls: v.OptionalSchema<v.BooleanSchema<undefined>, false>;
        readonly ca: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>;
        readonly baseDn: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>;
        readonly filter: v.OptionalSchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.CheckAction<string, "must be an LDAP filter with {} where the identifier goes">]>, "(|(uid={})(mail={}))">;
        readonly attributes: v.OptionalSchema<v.StrictObjectSchema<{
            readonly username: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, readonly ["uid"]>;
            readonly mail: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, readonly ["mail"]>;
            readonly mobile: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, readonly ["mobile"]>;
            readonly given: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, readonly ["givenName"]>;
            readonly family: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, readonly ["sn"]>;
        }, undefined>, {}>;
        readonly write: v.OptionalSchema<v.PicklistSchema<["exop", "replace"], undefined>, "exop">;
        readonly protectedGroups: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, readonly []>;
        readonly domains: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, readonly []>;
        readonly prefixes: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, readonly []>;
    }, undefined>, v.CheckAction<{
        id: string;
        profile: "openldap";
        urls: string[];
        startTls: boolean;
        ca?: string | undefined;
        baseDn: string;
        filter: string;
        attributes: {
            username: string[];
            mail: string[];
            mobile: string[];
            given: string[];
            family: string[];
        };
        write: "exop" | "replace";
        protectedGroups: string[];
        domains: string[];
        prefixes: string[];
    }, "ldap:// sends passwords in clear: use ldaps:// or set startTls">, v.CheckAction<{
        id: string;
        profile: "openldap";
        urls: string[];
        startTls: boolean;
        ca?: string | undefined;
        baseDn: string;
        filter: string;
        attributes: {
            username: string[];
            mail: string[];
            mobile: string[];
            given: string[];
            family: string[];
        };
        write: "exop" | "replace";
        protectedGroups: string[];
        domains: string[];
        prefixes: string[];
    }, "startTls goes with ldap:// addresses only">]>, undefined>, v.MinLengthAction<{
        id: string;
        profile: "openldap";
        urls: string[];
        startTls: boolean;
        ca?: string | undefined;
        baseDn: string;
        filter: string;
        attributes: {
            username: string[];
            mail: string[];
            mobile: string[];
            given: string[];
            family: string[];
        };
        write: "exop" | "replace";
        protectedGroups: string[];
        domains: string[];
        prefixes: string[];
    }[], 1, "needs at least one store">, v.CheckAction<{
        id: string;
        profile: "openldap";
        urls: string[];
        startTls: boolean;
        ca?: string | undefined;
        baseDn: string;
        filter: string;
        attributes: {
            username: string[];
            mail: string[];
            mobile: string[];
            given: string[];
            family: string[];
        };
        write: "exop" | "replace";
        protectedGroups: string[];
        domains: string[];
        prefixes: string[];
    }[], "store ids must differ">]>]>;
    /** `{domains, prefixes}` of all stores, for functions that must not know the directories. */
    readonly KNOWN_NAMES: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RawTransformAction<string, unknown>, v.StrictObjectSchema<{
        readonly domains: v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>;
        readonly prefixes: v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>;
    }, undefined>]>, "{\"domains\":[],\"prefixes\":[]}">;
    readonly SEARCH_SECRET_ID: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>;
    readonly RESET_SECRET_ID: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>;
    /** Current first; the previous one stays until its last code has run out. */
    readonly CODE_KEY_IDS: v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.TransformAction<string, string[]>, v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>]>, v.MinLengthAction<string[], 1, "needs at least one key">]>;
    readonly INDEX_KEY_ID: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>;
    readonly MAIL_FROM: v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.RegexAction<string, "must be an address">, v.RegexAction<string, "must be one line">]>;
    readonly SES_CONFIGURATION_SET: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>;
    readonly SMS_COUNTRIES: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.TransformAction<string, string[]>, v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, "must be two-letter country codes, such as US,JP">]>, undefined>]>, "">;
    readonly SMS_SENDER_ID: v.OptionalSchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.RegexAction<string, "must be 1 to 11 letters and digits">]>, undefined>;
    readonly SMS_ORIGINATION_NUMBER: v.OptionalSchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.RegexAction<string, "must be a phone number or short code">]>, undefined>;
    readonly SMS_MAX_PRICE: v.OptionalSchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.RegexAction<string, "must be a price in USD, such as 0.20">]>, "0.20">;
    /** Where libphonenumber's metadata lies: a file, read on first use. */
    readonly PHONE_METADATA: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>;
    readonly DECOY_PROFILE: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RawTransformAction<string, unknown>, v.StrictObjectSchema<{
        readonly combinations: v.SchemaWithPipe<readonly [v.ArraySchema<v.StrictObjectSchema<{
            readonly channels: v.ArraySchema<v.PicklistSchema<["email", "sms"], undefined>, undefined>;
            readonly weight: v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.MinValueAction<number, 0, undefined>]>;
        }, undefined>, undefined>, v.MinLengthAction<{
            channels: ("email" | "sms")[];
            weight: number;
        }[], 1, "needs at least one combination of channels">]>;
        readonly letters: v.RecordSchema<v.StringSchema<undefined>, v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.MinValueAction<number, 0, undefined>]>, undefined>;
        readonly topLevels: v.RecordSchema<v.StringSchema<undefined>, v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.MinValueAction<number, 0, undefined>]>, undefined>;
    }, undefined>]>, undefined>;
    readonly POLICIES: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RawTransformAction<string, unknown>, v.StrictObjectSchema<{
        readonly default: v.SchemaWithPipe<readonly [v.StrictObjectSchema<{
            readonly id: v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.RegexAction<string, "must be lower-case letters, digits and dashes">]>;
            readonly maxBytes: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>, 512>;
            readonly allowedChars: v.OptionalSchema<v.NullableSchema<v.StringSchema<undefined>, undefined>, undefined>;
            readonly attributesDisallowed: v.OptionalSchema<v.NullableSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, undefined>, undefined>;
            readonly blocklist: v.OptionalSchema<v.NullableSchema<v.BooleanSchema<undefined>, undefined>, undefined>;
            readonly disallowedChars: v.OptionalSchema<v.NullableSchema<v.StringSchema<undefined>, undefined>, undefined>;
            readonly disallowedSubstrings: v.OptionalSchema<v.NullableSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, undefined>, undefined>;
            readonly emailDisallowed: v.OptionalSchema<v.NullableSchema<v.BooleanSchema<undefined>, undefined>, undefined>;
            readonly firstNameDisallowed: v.OptionalSchema<v.NullableSchema<v.BooleanSchema<undefined>, undefined>, undefined>;
            readonly lastNameDisallowed: v.OptionalSchema<v.NullableSchema<v.BooleanSchema<undefined>, undefined>, undefined>;
            readonly maxConsecutiveRepeats: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
            readonly maxLength: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
            readonly maxRepeatedChars: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
            readonly maxSequenceLength: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
            readonly maxSpecialChars: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
            readonly maxUnicodeChars: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
            readonly minAlphaNumerals: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
            readonly minAlphas: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
            readonly minCharacterClasses: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
            readonly minDifferentFromCurrent: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
            readonly minLength: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
            readonly minLowerCase: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
            readonly minNumerals: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
            readonly minSpecialChars: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
            readonly minUnicodeChars: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
            readonly minUniqueChars: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
            readonly minUpperCase: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
            readonly palindromeDisallowed: v.OptionalSchema<v.NullableSchema<v.BooleanSchema<undefined>, undefined>, undefined>;
            readonly requiredChars: v.OptionalSchema<v.NullableSchema<v.StringSchema<undefined>, undefined>, undefined>;
            readonly specialNotAtEnds: v.OptionalSchema<v.NullableSchema<v.BooleanSchema<undefined>, undefined>, undefined>;
            readonly startsWithAlphabet: v.OptionalSchema<v.NullableSchema<v.BooleanSchema<undefined>, undefined>, undefined>;
            readonly userNameDisallowed: v.OptionalSchema<v.NullableSchema<v.BooleanSchema<undefined>, undefined>, undefined>;
        }, undefined>, v.CheckAction<{
            id: string;
            maxBytes: number;
            allowedChars?: string | null | undefined;
            attributesDisallowed?: string[] | null | undefined;
            blocklist?: boolean | null | undefined;
            disallowedChars?: string | null | undefined;
            disallowedSubstrings?: string[] | null | undefined;
            emailDisallowed?: boolean | null | undefined;
            firstNameDisallowed?: boolean | null | undefined;
            lastNameDisallowed?: boolean | null | undefined;
            maxConsecutiveRepeats?: number | null | undefined;
            maxLength?: number | null | undefined;
            maxRepeatedChars?: number | null | undefined;
            maxSequenceLength?: number | null | undefined;
            maxSpecialChars?: number | null | undefined;
            maxUnicodeChars?: number | null | undefined;
            minAlphaNumerals?: number | null | undefined;
            minAlphas?: number | null | undefined;
            minCharacterClasses?: number | null | undefined;
            minDifferentFromCurrent?: number | null | undefined;
            minLength?: number | null | undefined;
            minLowerCase?: number | null | undefined;
            minNumerals?: number | null | undefined;
            minSpecialChars?: number | null | undefined;
            minUnicodeChars?: number | null | undefined;
            minUniqueChars?: number | null | undefined;
            minUpperCase?: number | null | undefined;
            palindromeDisallowed?: boolean | null | undefined;
            requiredChars?: string | null | undefined;
            specialNotAtEnds?: boolean | null | undefined;
            startsWithAlphabet?: boolean | null | undefined;
            userNameDisallowed?: boolean | null | undefined;
        }, "minLength must not be above maxLength">]>;
        readonly groups: v.OptionalSchema<v.ArraySchema<v.StrictObjectSchema<{
            readonly group: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>;
            readonly priority: v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>;
            readonly policy: v.SchemaWithPipe<readonly [v.StrictObjectSchema<{
                readonly id: v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.RegexAction<string, "must be lower-case letters, digits and dashes">]>;
                readonly maxBytes: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>, 512>;
                readonly allowedChars: v.OptionalSchema<v.NullableSchema<v.StringSchema<undefined>, undefined>, undefined>;
                readonly attributesDisallowed: v.OptionalSchema<v.NullableSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, undefined>, undefined>;
                readonly blocklist: v.OptionalSchema<v.NullableSchema<v.BooleanSchema<undefined>, undefined>, undefined>;
                readonly disallowedChars: v.OptionalSchema<v.NullableSchema<v.StringSchema<undefined>, undefined>, undefined>;
                readonly disallowedSubstrings: v.OptionalSchema<v.NullableSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, undefined>, undefined>;
                readonly emailDisallowed: v.OptionalSchema<v.NullableSchema<v.BooleanSchema<undefined>, undefined>, undefined>;
                readonly firstNameDisallowed: v.OptionalSchema<v.NullableSchema<v.BooleanSchema<undefined>, undefined>, undefined>;
                readonly lastNameDisallowed: v.OptionalSchema<v.NullableSchema<v.BooleanSchema<undefined>, undefined>, undefined>;
                readonly maxConsecutiveRepeats: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
                readonly maxLength: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
                readonly maxRepeatedChars: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
                readonly maxSequenceLength: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
                readonly maxSpecialChars: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
                readonly maxUnicodeChars: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
                readonly minAlphaNumerals: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
                readonly minAlphas: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
                readonly minCharacterClasses: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
                readonly minDifferentFromCurrent: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
                readonly minLength: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
                readonly minLowerCase: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
                readonly minNumerals: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
                readonly minSpecialChars: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
                readonly minUnicodeChars: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
                readonly minUniqueChars: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
                readonly minUpperCase: v.OptionalSchema<v.NullableSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 999, undefined>]>, undefined>, undefined>;
                readonly palindromeDisallowed: v.OptionalSchema<v.NullableSchema<v.BooleanSchema<undefined>, undefined>, undefined>;
                readonly requiredChars: v.OptionalSchema<v.NullableSchema<v.StringSchema<undefined>, undefined>, undefined>;
                readonly specialNotAtEnds: v.OptionalSchema<v.NullableSchema<v.BooleanSchema<undefined>, undefined>, undefined>;
                readonly startsWithAlphabet: v.OptionalSchema<v.NullableSchema<v.BooleanSchema<undefined>, undefined>, undefined>;
                readonly userNameDisallowed: v.OptionalSchema<v.NullableSchema<v.BooleanSchema<undefined>, undefined>, undefined>;
            }, undefined>, v.CheckAction<{
                id: string;
                maxBytes: number;
                allowedChars?: string | null | undefined;
                attributesDisallowed?: string[] | null | undefined;
                blocklist?: boolean | null | undefined;
                disallowedChars?: string | null | undefined;
                disallowedSubstrings?: string[] | null | undefined;
                emailDisallowed?: boolean | null | undefined;
                firstNameDisallowed?: boolean | null | undefined;
                lastNameDisallowed?: boolean | null | undefined;
                maxConsecutiveRepeats?: number | null | undefined;
                maxLength?: number | null | undefined;
                maxRepeatedChars?: number | null | undefined;
                maxSequenceLength?: number | null | undefined;
                maxSpecialChars?: number | null | undefined;
                maxUnicodeChars?: number | null | undefined;
                minAlphaNumerals?: number | null | undefined;
                minAlphas?: number | null | undefined;
                minCharacterClasses?: number | null | undefined;
                minDifferentFromCurrent?: number | null | undefined;
                minLength?: number | null | undefined;
                minLowerCase?: number | null | undefined;
                minNumerals?: number | null | undefined;
                minSpecialChars?: number | null | undefined;
                minUnicodeChars?: number | null | undefined;
                minUniqueChars?: number | null | undefined;
                minUpperCase?: number | null | undefined;
                palindromeDisallowed?: boolean | null | undefined;
                requiredChars?: string | null | undefined;
                specialNotAtEnds?: boolean | null | undefined;
                startsWithAlphabet?: boolean | null | undefined;
                userNameDisallowed?: boolean | null | undefined;
            }, "minLength must not be above maxLength">]>;
        }, undefined>, undefined>, readonly []>;
    }, undefined>]>, string>;
    /** Where the list of common passwords lies: a file, read on first use. */
    readonly BLOCKLIST: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>;
    /** Where the page's files lie. */
    readonly ASSETS: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>;
    readonly DYNAMODB_ENDPOINT: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>;
    readonly KMS_ENDPOINT: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>;
    readonly SECRETS_ENDPOINT: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>;
    readonly SES_ENDPOINT: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>;
    readonly SNS_ENDPOINT: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>;
};
/** Which function reads which variables: the stack sets exactly these, the function parses exactly these. */
export declare const FUNCTIONS: {
    readonly page: readonly ["PUBLIC_ORIGIN", "MODE", "LOCALES", "CODE_LENGTH", "BRANDING", "ASSETS"];
    readonly flow: readonly ["TABLE_NAME", "DYNAMODB_ENDPOINT", "CODE_LENGTH", "CODE_SECONDS", "MAX_ATTEMPTS", "MAX_SENDS", "FLOW_SECONDS", "GRANT_SECONDS", "MAX_REFUSALS", "INDEX_KEY_ID", "KMS_ENDPOINT", "CODE_KEY_IDS", "PUBLIC_ORIGIN", "MODE", "LOCALES", "LIMITS", "KNOWN_NAMES", "POLICIES"];
    readonly verify: readonly ["TABLE_NAME", "DYNAMODB_ENDPOINT", "CODE_LENGTH", "CODE_SECONDS", "MAX_ATTEMPTS", "MAX_SENDS", "FLOW_SECONDS", "GRANT_SECONDS", "MAX_REFUSALS", "CODE_KEY_IDS", "KMS_ENDPOINT", "PUBLIC_ORIGIN", "LOCALES", "LIMITS", "POLICIES"];
    readonly commit: readonly ["TABLE_NAME", "DYNAMODB_ENDPOINT", "CODE_LENGTH", "CODE_SECONDS", "MAX_ATTEMPTS", "MAX_SENDS", "FLOW_SECONDS", "GRANT_SECONDS", "MAX_REFUSALS", "SECRETS_ENDPOINT", "PUBLIC_ORIGIN", "LOCALES", "STORES", "RESET_SECRET_ID", "POLICIES", "BLOCKLIST", "BRANDING"];
    readonly sweep: readonly ["TABLE_NAME", "DYNAMODB_ENDPOINT", "SECRETS_ENDPOINT", "STORES", "RESET_SECRET_ID"];
    readonly locate: readonly ["TABLE_NAME", "DYNAMODB_ENDPOINT", "SECRETS_ENDPOINT", "MODE", "STORES", "SEARCH_SECRET_ID", "SMS_COUNTRIES", "PHONE_METADATA", "DECOY_PROFILE", "POLICIES"];
    readonly deliver: readonly ["TABLE_NAME", "DYNAMODB_ENDPOINT", "CODE_KEY_IDS", "KMS_ENDPOINT", "INDEX_KEY_ID", "CODE_LENGTH", "CODE_SECONDS", "PUBLIC_ORIGIN", "LIMITS", "BRANDING", "MAIL_FROM", "SES_CONFIGURATION_SET", "SES_ENDPOINT", "SMS_SENDER_ID", "SMS_ORIGINATION_NUMBER", "SMS_MAX_PRICE", "SNS_ENDPOINT"];
};
export type FunctionName = keyof typeof FUNCTIONS;
type Variables = typeof VARIABLES;
export type ConfigOf<F extends FunctionName> = {
    readonly [K in (typeof FUNCTIONS)[F][number]]: v.InferOutput<Variables[K]>;
};
/** What each variable takes as text; undefined where it may be left out. */
export type VariableTexts = {
    readonly [K in keyof Variables]: v.InferInput<Variables[K]>;
};
export type StoreSettings = v.InferInput<typeof store>;
export type LimitSettings = v.InferInput<typeof limits>;
export type PolicySettings = v.InferInput<typeof policies>;
export type BrandingSettings = v.InferInput<typeof branding>;
export type DecoyProfileSettings = v.InferInput<typeof decoyProfile>;
export type StoreConfig = v.InferOutput<typeof store>;
export type Limits = v.InferOutput<typeof limits>;
export type Policies = v.InferOutput<typeof policies>;
export type Branding = v.InferOutput<typeof branding>;
/** Parses the named variables; throws one ConfigurationError that lists everything that is wrong. */
export declare function parseVariables<const K extends keyof Variables>(names: readonly K[], env: Environment): {
    readonly [N in K]: v.InferOutput<Variables[N]>;
};
/** The configuration of one function. */
export declare const configFor: <F extends FunctionName>(name: F, env: Environment) => ConfigOf<F>;
export {};
