import * as v from 'valibot';
export declare const text: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>;
/** A whole number within a range. */
export declare const between: (low: number, high: number, unit: string) => v.SchemaWithPipe<readonly [v.NumberSchema<`must be a whole number of ${string}, ${number} to ${number}`>, v.IntegerAction<number, `must be a whole number of ${string}, ${number} to ${number}`>, v.MinValueAction<number, number, `must be at least ${number} ${string}`>, v.MaxValueAction<number, number, `must be at most ${number} ${string}`>]>;
/** How often anything may happen; the shares per client prefix keep one address from using up what belongs to another. */
export declare const limits: v.StrictObjectSchema<{
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
}, undefined>;
export declare const PROFILES: readonly ['openldap'];
export declare const store: v.SchemaWithPipe<readonly [v.StrictObjectSchema<{
    readonly id: v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.RegexAction<string, "must be lower-case letters, digits and dashes">]>;
    readonly profile: v.PicklistSchema<readonly ["openldap"], `must be one of ${string}`>;
    /** Tried in order; the last good one is remembered. */
    readonly urls: v.SchemaWithPipe<readonly [v.ArraySchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.RegexAction<string, "must be ldaps://host[:port] or ldap://host[:port]">]>, undefined>, v.MinLengthAction<string[], 1, "needs at least one address">]>;
    readonly startTls: v.OptionalSchema<v.BooleanSchema<undefined>, false>;
    /** PEM of the authority that signed the directory's certificate; absent: the system's authorities. */
    readonly ca: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>;
    readonly baseDn: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>;
    /** `{}` stands for the identifier, escaped. */
    readonly filter: v.OptionalSchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.CheckAction<string, "must be an LDAP filter with {} where the identifier goes">]>, "(|(uid={})(mail={}))">;
    readonly attributes: v.OptionalSchema<v.StrictObjectSchema<{
        readonly username: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, readonly ["uid"]>;
        readonly mail: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, readonly ["mail"]>;
        readonly mobile: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, readonly ["mobile"]>;
        readonly given: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, readonly ["givenName"]>;
        readonly family: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, readonly ["sn"]>;
    }, undefined>, {}>;
    /** `exop`: RFC 3062, the server hashes. `replace`: the attribute is written. */
    readonly write: v.OptionalSchema<v.PicklistSchema<["exop", "replace"], undefined>, "exop">;
    /** Members are never reset here. */
    readonly protectedGroups: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, readonly []>;
    /** What people may put behind or before their name without becoming somebody else. */
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
}, "startTls goes with ldap:// addresses only">]>;
/** All directories that people are looked for in. */
export declare const stores: v.SchemaWithPipe<readonly [v.ArraySchema<v.SchemaWithPipe<readonly [v.StrictObjectSchema<{
    readonly id: v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.RegexAction<string, "must be lower-case letters, digits and dashes">]>;
    readonly profile: v.PicklistSchema<readonly ["openldap"], `must be one of ${string}`>;
    /** Tried in order; the last good one is remembered. */
    readonly urls: v.SchemaWithPipe<readonly [v.ArraySchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.RegexAction<string, "must be ldaps://host[:port] or ldap://host[:port]">]>, undefined>, v.MinLengthAction<string[], 1, "needs at least one address">]>;
    readonly startTls: v.OptionalSchema<v.BooleanSchema<undefined>, false>;
    /** PEM of the authority that signed the directory's certificate; absent: the system's authorities. */
    readonly ca: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>;
    readonly baseDn: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>;
    /** `{}` stands for the identifier, escaped. */
    readonly filter: v.OptionalSchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.CheckAction<string, "must be an LDAP filter with {} where the identifier goes">]>, "(|(uid={})(mail={}))">;
    readonly attributes: v.OptionalSchema<v.StrictObjectSchema<{
        readonly username: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, readonly ["uid"]>;
        readonly mail: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, readonly ["mail"]>;
        readonly mobile: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, readonly ["mobile"]>;
        readonly given: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, readonly ["givenName"]>;
        readonly family: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, readonly ["sn"]>;
    }, undefined>, {}>;
    /** `exop`: RFC 3062, the server hashes. `replace`: the attribute is written. */
    readonly write: v.OptionalSchema<v.PicklistSchema<["exop", "replace"], undefined>, "exop">;
    /** Members are never reset here. */
    readonly protectedGroups: v.OptionalSchema<v.ArraySchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, undefined>, readonly []>;
    /** What people may put behind or before their name without becoming somebody else. */
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
}[], "store ids must differ">]>;
/** A password policy: every rule of lambdas/policy/rules by its name. */
export declare const policyShape: v.SchemaWithPipe<readonly [v.StrictObjectSchema<{
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
/** Which policy is for whom: the lowest priority number whose group the person is in, else the default. */
export declare const policies: v.StrictObjectSchema<{
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
}, undefined>;
export declare const decoyProfile: v.StrictObjectSchema<{
    readonly combinations: v.SchemaWithPipe<readonly [v.ArraySchema<v.StrictObjectSchema<{
        readonly channels: v.ArraySchema<v.PicklistSchema<["email", "sms"], undefined>, undefined>;
        readonly weight: v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.MinValueAction<number, 0, undefined>]>;
    }, undefined>, undefined>, v.MinLengthAction<{
        channels: ("email" | "sms")[];
        weight: number;
    }[], 1, "needs at least one combination of channels">]>;
    readonly letters: v.RecordSchema<v.StringSchema<undefined>, v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.MinValueAction<number, 0, undefined>]>, undefined>;
    readonly topLevels: v.RecordSchema<v.StringSchema<undefined>, v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.MinValueAction<number, 0, undefined>]>, undefined>;
}, undefined>;
export declare const branding: v.StrictObjectSchema<{
    readonly name: v.OptionalSchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.MaxLengthAction<string, 40, "must be at most 40 characters">, v.RegexAction<string, "must not hold control characters">]>, "Rekey">;
    /** Said where nothing else helps. */
    readonly help: v.OptionalSchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.MaxLengthAction<string, 300, "must be at most 300 characters">]>, undefined>;
    readonly contact: v.OptionalSchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.NonEmptyAction<string, "must not be empty">]>, v.MaxLengthAction<string, 120, "must be at most 120 characters">]>, undefined>;
}, undefined>;
