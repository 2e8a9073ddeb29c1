import type { Construct } from 'constructs';
export interface Acknowledgement {
    rules: readonly string[];
    paths: readonly string[];
    reason: string;
}
export declare const ACKNOWLEDGEMENTS: readonly Acknowledgement[];
/** Puts each row to the resources that it speaks of. */
export declare function acknowledge(rekey: Construct, rows?: readonly Acknowledgement[]): void;
