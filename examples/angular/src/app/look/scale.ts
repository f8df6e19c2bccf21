/** Size of the text that drawings are made for, in pixels. */
const usual = 14

/** How much larger the text is: who sets a larger one in the browser gets larger drawings, too. */
export const scale = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize) / usual
