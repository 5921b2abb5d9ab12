import { Button, FileButton } from '@mantine/core';
import { useState } from 'react';
import { FormRow } from '../../ui/form-row.tsx';
import type { CertificateChoice } from './mailbox-form-state.ts';
import classes from './mailboxes.module.css';

const LARGEST = 100_000;

/** A certificate authority of the company, for servers whose certificate no public authority signed. */
export function CertificateField(props: {
  readonly value: CertificateChoice;
  readonly onChange: (value: CertificateChoice) => void;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (file: File | null) => {
    if (!file) return;
    const pem = file.size > LARGEST ? '' : await file.text();
    if (!pem.includes('-----BEGIN CERTIFICATE-----')) {
      setProblem(`“${file.name}” is no certificate in PEM form. It begins with -----BEGIN CERTIFICATE-----.`);
      return;
    }
    setProblem(null);
    props.onChange({ name: file.name, pem });
  };
  return (
    <FormRow
      label="Certificate"
      hint="Only for a server of your own with a certificate of its own. Checks are never switched off."
      error={problem ?? undefined}
    >
      {({ id, describedBy }) => (
        <div className={classes.certificate}>
          <FileButton accept=".pem,.crt,.cer" onChange={(file) => void take(file)}>
            {(button) => (
              <Button {...button} id={id} aria-describedby={describedBy}>
                {props.value ? 'Choose another' : 'Choose a file'}
              </Button>
            )}
          </FileButton>
          {props.value ? (
            <>
              <span className={classes.certificateName} title={nameOf(props.value)}>
                {nameOf(props.value)}
              </span>
              <Button variant="subtle" onClick={() => props.onChange(null)}>
                Take it away
              </Button>
            </>
          ) : null}
        </div>
      )}
    </FormRow>
  );
}

function nameOf(certificate: NonNullable<CertificateChoice>): string {
  return certificate === 'kept' ? 'your own authority' : certificate.name;
}
