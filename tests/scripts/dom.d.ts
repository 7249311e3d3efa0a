// What the library of the DOM leaves to one's knowledge of the page: what a selector finds, and what kind of node an event or a walk gives.

interface ParentNode {
  querySelector(selectors: string): any;
  querySelectorAll(selectors: string): NodeListOf<any>;
}
interface Element {
  closest(selectors: string): any;
  focus?: any;
  type?: any;
  name?: any;
  href?: any;
}
interface Document {
  getElementById(id: string): any;
}
interface SVGScriptElement {
  src?: any;
}
interface EventTarget {
  closest?: any;
  matches?: any;
  click?: any;
  checked?: any;
  value?: any;
}
interface Node {
  contains(other: EventTarget | null): boolean;
  data?: any;
  length?: any;
  splitText?: any;
}
/** In a worker. */
declare function importScripts(...sources: string[]): void;
