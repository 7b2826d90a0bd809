import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { ReportFiles } from '../../ports/report-files.ts';
import { transiently } from '../failures.ts';

const LINK_SECONDS = 15 * 60;

/** Files in an S3 bucket. Paths rather than host names tell the bucket, so that any S3-compatible store will do. */
export function bucketReportFiles(
  bucket: string,
  client = new S3Client({ forcePathStyle: true, maxAttempts: 3 }),
): ReportFiles {
  return {
    put: async (key, content, mediaType) => {
      await transiently(
        client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: content, ContentType: mediaType })),
      );
    },
    get: async (key) => {
      const { Body } = await transiently(client.send(new GetObjectCommand({ Bucket: bucket, Key: key })));
      if (Body === undefined) throw new Error('a stored file has no content');
      return transiently(Body.transformToByteArray());
    },
    link: (key) =>
      getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: LINK_SECONDS }),
  };
}
