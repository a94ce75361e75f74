import { expect, type Locator } from '@playwright/test'

/** How a person uses the page: the same journeys run by mouse, by finger and by keyboard alone. */
export interface Hand {
  press: (target: Locator) => Promise<void>
  choose: (radio: Locator) => Promise<void>
  type: (field: Locator, text: string) => Promise<void>
}

export const mouse: Hand = {
  press: (target) => target.click(),
  choose: (radio) => radio.check(),
  type: (field, text) => field.fill(text),
}

export const finger: Hand = {
  press: (target) => target.tap(),
  choose: (radio) => radio.tap(),
  async type(field, text) {
    await field.tap()
    await field.page().keyboard.type(text)
  },
}

export const keyboard: Hand = {
  async press(target) {
    await tabTo(target)
    await target.page().keyboard.press('Enter')
  },
  async choose(radio) {
    // A group is one stop of Tab; the arrows move within it.
    const group = radio.page().getByRole('radio')
    await tab(radio, () => group.evaluateAll((all) => all.some((one) => one === document.activeElement)))
    for (let step = await group.count(); step > 0 && !(await hasFocus(radio)); step--) await radio.page().keyboard.press('ArrowDown')
    // Where nothing was chosen yet, the first stop is no choice.
    if (!(await radio.isChecked())) await radio.page().keyboard.press('Space')
    await expect(radio).toBeChecked()
  },
  async type(field, text) {
    await tabTo(field)
    await field.page().keyboard.type(text)
  },
}

export const hasFocus = (target: Locator): Promise<boolean> => target.evaluate((element) => element === document.activeElement)

async function tabTo(target: Locator): Promise<void> {
  await target.waitFor()
  await expect(target).toBeEnabled()
  await tab(target, () => hasFocus(target))
  expect(await focusRing(target), 'the focus shows').toBe(true)
}

const mostStops = 60

/** Tab, as many times as a patient person would. */
async function tab(target: Locator, reached: () => Promise<boolean>): Promise<void> {
  for (let stop = 0; stop < mostStops; stop++) {
    if (await reached()) return
    await target.page().keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${String(target)}`)
}

/** Is there a ring around the element, and is the element on the screen? */
function focusRing(target: Locator): Promise<boolean> {
  return target.evaluate((element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    const { top, bottom, left, right } = element.getBoundingClientRect()
    const seen = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth
    return seen && ((outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none')
  })
}
