/**
 * Node's flags for a server process. Its young generation may take 64 MB a space, four times the usual: at a thousand
 * consultations what a command leaves behind then dies young, and a third more commands go through (decision 0036).
 */
export const serverFlags = ['--max-semi-space-size=64']
