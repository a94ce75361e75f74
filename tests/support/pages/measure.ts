import type { Page } from '@playwright/test'

/** What a finger of `least` CSS pixels could miss, each as `name: width × height`. */
export function smallTargets(page: Page, least: number): Promise<string[]> {
  return page.evaluate((wanted) => {
    const found: string[] = []
    for (const element of document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, summary')) {
      // A box and its label are one target.
      const target = element instanceof HTMLInputElement && /radio|checkbox/.test(element.type) ? (element.closest('label') ?? element) : element
      const { width, height, bottom, right } = target.getBoundingClientRect()
      const shown = element.checkVisibility() && width > 0 && bottom > 0 && right > 0
      if (shown && (width < wanted || height < wanted)) found.push(`${element.getAttribute('aria-label') ?? element.innerText}: ${width} × ${height}`)
    }
    return found
  }, least - 0.5)
}

/** Pixels by which the page is wider than the window; 0: it never scrolls sideways. */
export const sideways = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
