/** j and k walk the cards of 待办, Enter opens one; what is done hands the focus to the next. */
import { type RefObject, useEffect, useRef } from 'react'
import { useKeys } from '#ui/keyboard.tsx'

const wayIn = 'li:not(.task-done) :is(a.task-title, a.task-go)'

export function useTaskKeys(doneCount: number): RefObject<HTMLOListElement | null> {
  const frame = useRef<HTMLOListElement>(null)
  const at = useRef<HTMLLIElement | null>(null)
  const links = () => [...(frame.current?.querySelectorAll<HTMLElement>(wayIn) ?? [])]
  const focus = (link: HTMLElement | undefined, how?: FocusOptions) => {
    if (!link) return
    at.current = link.closest('li')
    link.focus(how)
  }
  const move = (by: 1 | -1) => {
    const all = links()
    const here = document.activeElement?.closest('li') ?? at.current
    const now = all.findIndex((link) => link.closest('li') === here)
    focus(all[Math.min(all.length - 1, Math.max(0, now + by))])
  }
  useKeys({
    j: { say: '下一件', press: () => move(1) },
    k: { say: '上一件', press: () => move(-1) },
    Enter: {
      say: '打开这一件',
      press: () => (links().find((link) => link.closest('li') === at.current) ?? links()[0])?.click(),
    },
  })
  useHandOver(frame, doneCount, links, focus)
  return frame
}

/** The card last pressed in is where one is; when it turns out done, the next that is left is where one goes on. */
function useHandOver(
  frame: RefObject<HTMLOListElement | null>,
  doneCount: number,
  links: () => HTMLElement[],
  focus: (link: HTMLElement | undefined, how?: FocusOptions) => void,
): void {
  const before = useRef(doneCount)
  const pressed = useRef<Element | null>(null)
  const latest = useRef({ links, focus })
  latest.current = { links, focus }
  useEffect(() => {
    const note = (event: FocusEvent) => {
      const card = event.target instanceof Element ? event.target.closest('.tasks > li') : null
      if (card && frame.current?.contains(card)) pressed.current = card
    }
    addEventListener('focusin', note)
    return () => removeEventListener('focusin', note)
  }, [frame])
  useEffect(() => {
    const grown = doneCount > before.current
    before.current = doneCount
    const card = pressed.current
    if (!grown || !card) return
    const all = latest.current.links()
    const next = all.find((link) => card.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING)
    // the page stands still under the thumb
    latest.current.focus(next ?? all.at(-1), { preventScroll: true })
  }, [doneCount])
}
