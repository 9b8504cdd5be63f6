/** A township with its national code, and how one is looked up in a text. */

export type Township = { name: string; code: string }
/** the townships whose name begins at `at`, the longest names only; empty where none does */
export type Gazetteer = (text: string, at: number) => readonly Township[]
