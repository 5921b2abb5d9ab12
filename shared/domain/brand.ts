/** A nominal type: `Brand<string, 'AccountId'>` is a string that only its own constructor makes. */
declare const brand: unique symbol;
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };

/** Compile-time proof that every member of a union was handled; throws if a foreign value slips through. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled value: ${JSON.stringify(value)}`);
}
