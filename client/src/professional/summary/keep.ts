/** Hands a document to the browser's downloads; its bytes came in base64, and no address ever named it. */
export function keep({ name, file }: { name: string; file: string }): void {
  const bytes = Uint8Array.from(atob(file), (character) => character.charCodeAt(0))
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Once the download has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
