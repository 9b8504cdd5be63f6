/** What the page stands on: desk or phone, light or dark, moving or still, connected or not. */
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useState,
  useSyncExternalStore,
} from 'react'
import { keepText, keptText } from './kept.ts'
import { type Mode, paint } from './palette.ts'

export type ModeChoice = Mode | 'system'

const deskQuery = '(min-width: 900px)'
const darkQuery = '(prefers-color-scheme: dark)'
const stillQuery = '(prefers-reduced-motion: reduce)'
const modeName = 'wutong:mode'

type Screen = { wide: boolean; still: boolean; mode: Mode; choice: ModeChoice; choose: (choice: ModeChoice) => void }
const ScreenContext = createContext<Screen | null>(null)

export function ScreenProvider({ children }: { children: ReactNode }) {
  const wide = useMedia(deskQuery)
  const still = useMedia(stillQuery)
  const dark = useMedia(darkQuery)
  const [choice, setChoice] = useState<ModeChoice>(remembered)
  const mode = choice === 'system' ? (dark ? 'dark' : 'light') : choice
  useLayoutEffect(() => paint(mode), [mode])
  useLightOnPaper(mode)
  const choose = (next: ModeChoice) => {
    keepText(modeName, next)
    setChoice(next)
  }
  return <ScreenContext.Provider value={{ wide, still, mode, choice, choose }}>{children}</ScreenContext.Provider>
}

/** Paper is white whatever the screen is. */
function useLightOnPaper(mode: Mode): void {
  useEffect(() => {
    const toPaper = () => paint('light')
    const toScreen = () => paint(mode)
    addEventListener('beforeprint', toPaper)
    addEventListener('afterprint', toScreen)
    return () => {
      removeEventListener('beforeprint', toPaper)
      removeEventListener('afterprint', toScreen)
    }
  }, [mode])
}

export function useScreen(): Screen {
  const screen = useContext(ScreenContext)
  if (!screen) throw new Error('useScreen needs a ScreenProvider')
  return screen
}

/** True on a desk: list and detail side by side, denser rows. */
export function useWide(): boolean {
  return useScreen().wide
}

/** False once the browser knows that it has no network. */
export function useOnline(): boolean {
  return useSyncExternalStore(onNetwork, () => navigator.onLine)
}

function onNetwork(change: () => void): () => void {
  addEventListener('online', change)
  addEventListener('offline', change)
  return () => {
    removeEventListener('online', change)
    removeEventListener('offline', change)
  }
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (change) => {
      const media = matchMedia(query)
      media.addEventListener('change', change)
      return () => media.removeEventListener('change', change)
    },
    () => matchMedia(query).matches,
  )
}

function remembered(): ModeChoice {
  const kept = keptText(modeName)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}
