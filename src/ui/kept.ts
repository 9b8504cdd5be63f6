/** Small texts kept in this browser; where it forbids that or is full, they live as long as the page. */

const memory = new Map<string, string>()

export function keptText(name: string): string | null {
  const held = memory.get(name)
  if (held !== undefined) return held
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

export function keepText(name: string, text: string): void {
  try {
    localStorage.setItem(name, text)
    memory.delete(name)
  } catch {
    memory.set(name, text)
  }
}

export function dropText(name: string): void {
  memory.delete(name)
  try {
    localStorage.removeItem(name)
  } catch {
    // what could not be kept need not be dropped
  }
}

export function keptNames(prefix: string): readonly string[] {
  const names = new Set(memory.keys())
  try {
    for (const name of Object.keys(localStorage)) names.add(name)
  } catch {
    // then only what the page holds
  }
  return [...names].filter((name) => name.startsWith(prefix))
}
