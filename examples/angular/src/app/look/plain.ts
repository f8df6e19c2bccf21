/** A text of a server for people: without the vendor's asterisks, and without the full stop that ends some of them. */
export const plain = (text: string): string => text.replace(/\*+(?=\w)/g, '').replace(/\.$/, '')
