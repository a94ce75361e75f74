/**
 * Node's flags for a server process (decision 0037). Its young generation may take 64 MB a space, four times the usual:
 * at a thousand consultations what a command leaves behind then dies young. Its old generation is looked through when it
 * has doubled, not at every few MB more: each such look takes a tenth of a second of both cores from who waits.
 */
export const serverFlags = ['--max-semi-space-size=64', '--heap-growing-percent=100']
