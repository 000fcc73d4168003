// What the build makes (build/build.mjs).
declare module "#words" {
  const catalogues: Record<string, Record<string, () => Promise<{ default: any }>>>;
  export default catalogues;
}
declare module "#workers" {
  const workers: Record<string, string>;
  export default workers;
}
declare module "#values" {
  const values: Record<string, Record<string, Record<string, string[]>>>;
  export default values;
}
declare module "#readers" {
  const readers: Record<string, { law: string[]; never: string[]; hands: string[] }>;
  export default readers;
}
