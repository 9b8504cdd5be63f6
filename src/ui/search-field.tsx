/** The search box: `/` goes to it, and what is typed is asked for at each rest. */
import { Input } from 'antd'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useSearchKey } from './keyboard.tsx'

/** Long enough that a name typed at one go is asked for once. */
const restMs = 300

/** Words are searched while they are typed, at each rest; letters that are still becoming Chinese are not. */
export function SearchField({
  id,
  label,
  placeholder,
  value,
  set,
}: {
  id?: string
  /** where no label stands beside it */
  label?: string
  placeholder: string
  value: string | undefined
  set: (words: string | undefined) => void
}) {
  const field = useSearchKey<{ focus: () => void }>()
  const [text, setText] = useState(value ?? '')
  const [composing, setComposing] = useState(false)
  const asked = useRef(value)
  useEffect(() => {
    // changed from elsewhere: cleared, or an address that was opened
    if (value === asked.current) return
    asked.current = value
    setText(value ?? '')
  }, [value])
  const take = useEffectEvent(() => {
    const next = text.trim() || undefined
    if (next === asked.current) return
    asked.current = next
    set(next)
  })
  useEffect(() => {
    if (composing || (text.trim() || undefined) === asked.current) return
    const rest = setTimeout(take, restMs)
    return () => clearTimeout(rest)
  }, [text, composing])
  return (
    <Input
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      ref={field as never} // antd's handle has focus(), which is all that the key needs
      type="search"
      placeholder={placeholder}
      value={text}
      allowClear
      onChange={(event) => setText(event.target.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      onPressEnter={take}
      onBlur={take}
    />
  )
}
