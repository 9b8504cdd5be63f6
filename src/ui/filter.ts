/** What a filter is, and what is chosen. */

export type Option = { readonly value: string; readonly label: string }

export type Filter = {
  /** its name in the address and in the schema */
  readonly name: string
  readonly label: string
  /** left out: words to search for */
  readonly options?: readonly Option[]
  /** its field stands elsewhere on the page */
  readonly aside?: boolean
  /** what stands where nothing is chosen: 全部单位 */
  readonly all: string
}

export type Chosen = Readonly<Record<string, string | undefined>>
