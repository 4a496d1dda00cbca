/** The files of a published version: the text of parameters.json and of grids.csv. */
export interface RegulationSource {
  readonly parameters: string;
  readonly grids: string;
}
