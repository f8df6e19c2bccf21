/** Decimals of the prices of an item: currencies are quoted finer than shares. */
export const digitsOf = (name: string): number => (name.endsWith('=') && !/^(JPY|XAU)/.test(name) ? 4 : 2)
