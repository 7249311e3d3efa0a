// What the scripts of the site share. `zhangju.js` stands on every page and gives it; what is fetched later adds its part.

/** A place of a text, or a selection in it: from one id to another, with its address; `text` and `translated` are its words where they are known. */
interface Place {
  from: string;
  to: string;
  url: string;
  text?: string;
  translated?: string;
  /** What an error told from here is about: the text, a term, a flag. */
  kind?: "Text" | "Term" | "Flag";
}

/** What is cited, in the terms of CSL; what is not known is absent. Dates are `2021`, `2021-01` or `2021-01-27`. */
interface Item {
  [field: string]: any;
}

interface Styles {
  gbt(item: Item): string;
  apa(item: Item): string;
  bibtex(item: Item): string;
  ris(item: Item): string;
  inEnglish(date: string): string;
}

interface Zhangju {
  /** The words of the page's language that scripts show: the data of `body`. */
  words: DOMStringMap;
  /** What citing needs to know of the page's plan; without an id where the page is of none. */
  plan: Record<string, string | undefined>;
  /** The id that a hash names; what cannot be decoded stays as it is. */
  read(hash: string): string;
  /** An id with its section's number as print has it. */
  printed(id: string): string;
  /** A word at the foot of the page that goes by itself, and is read out. */
  tell(said: string): void;
  copy(text: string, note: string): Promise<void>;
  /** What stands at the head of the screen, and how far from its top. */
  atTop(): { id?: string; top?: number };
  /** Fetches a script or a style sheet from beside zhangju.js. */
  load(tag: "script" | "link", source: string): Promise<Event>;
  /** Fetches citing.js, which is styles.js and cite.js, once. */
  loadCiting(): Promise<void>;
  /** A button that does something, at the end of a list. */
  choice(list: HTMLElement, name: string, act: () => void): void;
  /** The button that tells an error of a place. */
  telling(opener: HTMLElement, place: Place): HTMLElement;
  offerCopies(opener: HTMLElement, place: Place, focus?: boolean): void;
  /** The address by which a place of a plan is cited and sent on, with a range to another and words selected there; `from` is its page. */
  addressOf(from: string, work: string | null | undefined, id: string, to?: string, selected?: string): string;
  /** The same of what a part of the page holds. */
  linkTo(part: Element, id: string, to?: string, selected?: string): string;
  placeOf(part: Element): Place;
  /** The filter above a list (filter.js): its elements, what it looks in, folded by what it is given, and what is to be done after it. */
  filterList?(
    elements: Iterable<HTMLElement>,
    textOf: (element: HTMLElement, fold: (words: string) => string) => string,
    after?: (words: string[]) => void,
  ): void;
  /** What a selector finds on the other pages of a list that stands on several (leaves.js). */
  onOtherLeaves?(selector: string): Promise<HTMLTableRowElement[]>;
  /** A selector: all that has an address. */
  PLACES: string;
  header: HTMLElement | null;
  /** Where the header that stays on the screen ends, in pixels from its top. */
  stuck(): number;
  openPanel(opener: HTMLElement, label: string, focus: boolean, ...content: (Node | string)[]): void;
  closePanel(focus: boolean): void;
  panelNow(): (HTMLElement & { opener: HTMLElement }) | null;
  placePanel(): void;
  /** A hash that was set without going there. */
  staying: string;
  /** Where the reader arrived last (arrive.js). */
  arrived: { section: string; y: number; at: [HTMLElement, HTMLElement] } | null;
  /** styles.js */
  styles?: Styles;
  /** cite.js */
  cite?(kind: string, place: Place): string;
  madeBy?(place: Place): string;
  printSection?(heading: HTMLElement): Promise<void>;
  reportError?(opener: HTMLElement, place: Place): void;
  /** preview.js */
  previewOf?(url: URL): Promise<HTMLElement>;
  whole?(link: HTMLAnchorElement): Promise<void>;
  /** settings.js */
  openSettings?(opener: HTMLElement): void;
}

declare var zhangju: Zhangju;

/** Where the files of the search index, and the texts of the quote check in the offline edition, arrive. */
declare var zhangjuSearch: (name: string, value: any) => void;
declare var zhangjuData: (value: any) => void;
/** Takes the Chinese of a long chapter, in the order of its translations (parallel.js). */
declare var zhangjuChinese: (pieces: string[]) => void;
/** Fetches it, once. */
declare var zhangjuBeside: (() => Promise<void>) | undefined;
/** The not-found page has run. */
declare var zhangjuLost: boolean | undefined;
/** search-engine.js: answers queries from the index, which the function given fetches file by file. */
declare var zhangjuEngine: (fetchFile: (name: string) => any, limits?: object) => { load(): Promise<any>; find(typed: string, options?: object): Promise<any> };
declare var lunr: any;
