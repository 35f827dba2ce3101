/** Where the files of the lake lie, as this machine reaches it and as the cluster calls it. */
export interface LakeStore {
  /** What the cluster calls the place, ending with a slash, e.g. `local:///` or `s3://bucket/`. */
  location: string
  /**
   * Puts a file into a folder of its own in the lake, whole or not at all. Putting it again puts it
   * in the place of what is there. Gives what the cluster calls the folder.
   * @throws FealtyError `engine.lake`
   */
  put: (from: string, folder: string, name: string, signal?: AbortSignal) => Promise<string>
}

/** The lake as the environment names it. */
export interface LakeSettings {
  /** `LAKE_URL`: `file:///folder`, or `s3://bucket/prefix`. */
  lakeUrl?: string | undefined
  /** `LAKE_LOCATION`: what the cluster calls that place, where it calls it otherwise. */
  lakeLocation?: string | undefined
  /** `LAKE_ENDPOINT`: address of an S3-compatible store; unset: that of AWS. */
  lakeEndpoint?: string | undefined
  /** `LAKE_REGION` */
  lakeRegion?: string | undefined
  /** `LAKE_PATH_STYLE`: `true` for the bucket in the path, `false` for it before the host. */
  lakePathStyle?: string | undefined
  /** `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, for keys that are lent, `AWS_SESSION_TOKEN`. */
  accessKey?: string | undefined
  secretKey?: string | undefined
  sessionToken?: string | undefined
}
