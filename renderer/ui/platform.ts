/** Whether shortcuts are shown and read the way a Mac has them. */
export const isMac = typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.platform);
