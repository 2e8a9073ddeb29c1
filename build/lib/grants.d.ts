/** The roles that use the table; `sweep` runs under commit's, and `page` has no table. */
export type TableRole = 'flow' | 'verify' | 'commit' | 'locate' | 'deliver';
export interface TableGrant {
    action: 'GetItem' | 'PutItem' | 'UpdateItem' | 'Query';
    /** The pattern of `pk`, or of an index's key. */
    keys: string;
    attributes: readonly string[];
    /** Whether the whole item may come back; otherwise nothing does. */
    returns?: 'ALL_NEW';
    index?: 'stuck';
}
export declare const TABLE_GRANTS: Readonly<Record<TableRole, readonly TableGrant[]>>;
