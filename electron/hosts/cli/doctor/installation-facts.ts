import { freeDiskBytes } from '../../../engine/db/doctor.ts';
import { CIPHER } from '../../../engine/db/header.ts';
import { homeFolder } from '../../../engine/platform/home.ts';
import { VERSION } from '../../version.ts';
import type { CommandContext } from '../context.ts';
import { existingFolder } from './existing-folder.ts';

/** What holds for the installation, whatever workspace is looked at. */
export interface InstallationFacts {
  readonly versions: { readonly duebook: string; readonly node: string; readonly platform: string };
  readonly home: string;
  readonly keyStore: {
    readonly kind: 'keyring' | 'passphrase' | 'recovery';
    readonly available: boolean;
    /** Why the keyring cannot be used. */
    readonly reason?: string;
  };
  readonly cipher: string;
  readonly freeDiskBytes: number;
}

/** Looks at the program, the key store in use and the disk of the profile folder. */
export async function installationFacts(context: CommandContext): Promise<InstallationFacts> {
  const home = homeFolder();
  return {
    versions: {
      duebook: VERSION,
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
    },
    home,
    keyStore: await keyStoreFacts(context),
    cipher: CIPHER,
    freeDiskBytes: await freeDiskBytes(existingFolder(home)),
  };
}

async function keyStoreFacts({ options, env }: CommandContext): Promise<InstallationFacts['keyStore']> {
  if (options.passphraseEnv !== null)
    return { kind: 'passphrase', available: Boolean(env[options.passphraseEnv]) };
  if (options.recoveryCodeEnv !== null)
    return { kind: 'recovery', available: Boolean(env[options.recoveryCodeEnv]) };
  const { probeKeyring } = await import('../../../engine/secrets/keyring.ts');
  const probe = await probeKeyring();
  return probe.available
    ? { kind: 'keyring', available: true }
    : { kind: 'keyring', available: false, reason: probe.reason };
}
