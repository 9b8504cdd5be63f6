/** Words that are often written: one tap puts them into the field. */
export function Presets<W extends string>({
  label,
  options,
  onTake,
}: {
  label: string
  options: readonly W[]
  onTake: (word: W) => void
}) {
  return (
    <fieldset className="presets" aria-label={label}>
      {options.map((word) => (
        <button key={word} type="button" className="chip" onClick={() => onTake(word)}>
          {word}
        </button>
      ))}
    </fieldset>
  )
}
