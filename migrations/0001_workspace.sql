CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`ledger_id` text NOT NULL,
	`source_key` text NOT NULL,
	`number` text,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`country` text,
	`terms` text,
	`deleted_at` text
);
--> statement-breakpoint
CREATE TABLE `account_alias` (
	`account_id` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`batch_id` text NOT NULL,
	PRIMARY KEY(`account_id`, `name`)
);
--> statement-breakpoint
CREATE TABLE `allocation` (
	`id` text PRIMARY KEY NOT NULL,
	`ledger_id` text NOT NULL,
	`document_id` text,
	`payment_id` text,
	`amount_minor` integer NOT NULL,
	`date` text NOT NULL,
	`source` text NOT NULL,
	`batch_id` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `contact` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`name` text,
	`role` text,
	`email` text,
	`phone` text,
	`billing` integer NOT NULL,
	`source` text NOT NULL,
	`removed_at` text
);
--> statement-breakpoint
CREATE TABLE `document` (
	`id` text PRIMARY KEY NOT NULL,
	`ledger_id` text NOT NULL,
	`account_id` text NOT NULL,
	`kind` text NOT NULL,
	`number` text NOT NULL,
	`issue_date` text,
	`due_date` text,
	`due_derived` integer NOT NULL,
	`currency` text NOT NULL,
	`total_minor` integer NOT NULL,
	`open_minor` integer NOT NULL,
	`open_known` integer NOT NULL,
	`figure_on` text NOT NULL,
	`told_on` text,
	`paid_date` text,
	`po_number` text,
	`reference` text,
	`terms` text,
	`disputed` integer NOT NULL,
	`batch_id` text NOT NULL,
	`deleted_at` text
);
--> statement-breakpoint
CREATE TABLE `gone_closed` (
	`batch_id` text NOT NULL,
	`item_id` text NOT NULL,
	`kind` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`allocation_id` text,
	`prior_batch_id` text NOT NULL,
	`prior_told_on` text,
	PRIMARY KEY(`batch_id`, `item_id`)
);
--> statement-breakpoint
CREATE TABLE `import_batch` (
	`id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`ledger_id` text NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`mapping_json` text NOT NULL,
	`complete` integer NOT NULL,
	`as_of` text,
	`result_json` text NOT NULL,
	`imported_at` text NOT NULL,
	`imported_by` text NOT NULL,
	`previous_fresh_at` text,
	`undone_at` text
);
--> statement-breakpoint
CREATE TABLE `import_change` (
	`batch_id` text NOT NULL,
	`table_name` text NOT NULL,
	`row_id` text NOT NULL,
	`before_json` text,
	PRIMARY KEY(`batch_id`, `table_name`, `row_id`)
);
--> statement-breakpoint
CREATE TABLE `import_rejected` (
	`batch_id` text NOT NULL,
	`row` integer NOT NULL,
	`column_name` text,
	`code` text NOT NULL,
	`message` text NOT NULL,
	`cells_json` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `import_stage` (
	`batch_id` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`customer_key` text NOT NULL,
	`number` text NOT NULL,
	`issue_date` text,
	`due_date` text,
	`due_derived` integer NOT NULL,
	`currency` text NOT NULL,
	`total_minor` integer NOT NULL,
	`open_minor` integer NOT NULL,
	`paid_date` text,
	`po_number` text,
	`reference` text,
	`terms` text,
	`disputed` integer NOT NULL,
	`applies_to` text,
	PRIMARY KEY(`batch_id`, `position`)
);
--> statement-breakpoint
CREATE TABLE `ledger` (
	`id` text PRIMARY KEY NOT NULL,
	`connector` text NOT NULL,
	`name` text NOT NULL,
	`fresh_at` text
);
--> statement-breakpoint
CREATE TABLE `payment` (
	`id` text PRIMARY KEY NOT NULL,
	`ledger_id` text NOT NULL,
	`account_id` text NOT NULL,
	`source_key` text NOT NULL,
	`date` text NOT NULL,
	`currency` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`unapplied_minor` integer NOT NULL,
	`told_on` text,
	`reference` text,
	`applies_to` text,
	`batch_id` text NOT NULL,
	`deleted_at` text
);
--> statement-breakpoint
CREATE TABLE `account_summary` (
	`account_id` text NOT NULL,
	`currency` text NOT NULL,
	`aged_on` text NOT NULL,
	`current_minor` integer NOT NULL,
	`d1_30_minor` integer NOT NULL,
	`d31_60_minor` integer NOT NULL,
	`d61_90_minor` integer NOT NULL,
	`d91_plus_minor` integer NOT NULL,
	`gross_minor` integer NOT NULL,
	`overdue_minor` integer NOT NULL,
	`credits_minor` integer NOT NULL,
	`unapplied_minor` integer NOT NULL,
	`invoices` integer NOT NULL,
	`overdue_invoices` integer NOT NULL,
	`oldest_days` integer NOT NULL,
	`disputed_minor` integer NOT NULL,
	`stage` text NOT NULL,
	`score` integer NOT NULL,
	`reasons_json` text NOT NULL,
	`last_touch_at` text,
	`last_touch_kind` text,
	`last_touch_summary` text,
	`next_action_date` text,
	`snoozed_until` text,
	PRIMARY KEY(`account_id`, `currency`)
);
--> statement-breakpoint
CREATE TABLE `next_action` (
	`account_id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`date` text NOT NULL,
	`note` text,
	`set_at` text NOT NULL,
	`set_by` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `snooze` (
	`account_id` text PRIMARY KEY NOT NULL,
	`until` text NOT NULL,
	`reason` text,
	`set_at` text NOT NULL,
	`set_by` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `draft` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`currency` text NOT NULL,
	`stage` text NOT NULL,
	`language` text NOT NULL,
	`template_version` integer NOT NULL,
	`to_json` text NOT NULL,
	`cc_json` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`html` text NOT NULL,
	`edited` integer NOT NULL,
	`unresolved_json` text NOT NULL,
	`invoices_json` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`gate_json` text NOT NULL,
	`as_of` text NOT NULL,
	`state` text NOT NULL,
	`message_id` text NOT NULL,
	`mailbox_id` text,
	`bytes` blob,
	`folder` text,
	`uid` integer,
	`uid_validity` text,
	`attempts` integer NOT NULL,
	`run_at` text,
	`handed_over_at` text,
	`last_error_json` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `mailbox` (
	`id` text PRIMARY KEY NOT NULL,
	`address` text NOT NULL,
	`display_name` text,
	`imap_url` text NOT NULL,
	`smtp_url` text,
	`user` text NOT NULL,
	`secret_name` text NOT NULL,
	`ca_pem` text,
	`drafts_folder` text,
	`last_check_json` text,
	`created_at` text NOT NULL,
	`removed_at` text
);
--> statement-breakpoint
CREATE TABLE `retraction` (
	`touchpoint_id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `saved_mapping` (
	`shape_hash` text NOT NULL,
	`kind` text NOT NULL,
	`mapping_json` text NOT NULL,
	`updated_at` text NOT NULL,
	PRIMARY KEY(`shape_hash`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `saved_view` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`filter_json` text NOT NULL,
	`sort_json` text NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `secret` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `setting` (
	`key` text PRIMARY KEY NOT NULL,
	`json` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `template` (
	`id` text PRIMARY KEY NOT NULL,
	`stage` text NOT NULL,
	`language` text NOT NULL,
	`version` integer NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`shipped` integer NOT NULL,
	`approved_by` text,
	`approved_at` text,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `touchpoint` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`kind` text NOT NULL,
	`account_id` text,
	`payload_hash` text NOT NULL,
	`prev` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `touchpoint_id_unique` ON `touchpoint` (`id`);--> statement-breakpoint
CREATE TABLE `touchpoint_payload` (
	`seq` integer PRIMARY KEY NOT NULL,
	`salt` text NOT NULL,
	`payload` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `workspace` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`currency` text NOT NULL,
	`time_zone` text NOT NULL,
	`demo` integer NOT NULL,
	`created_at` text NOT NULL,
	`aged_on` text
);

--> statement-breakpoint
CREATE UNIQUE INDEX `account_source` ON `account` (`ledger_id`,`source_key`);--> statement-breakpoint
CREATE INDEX `account_name` ON `account` (`name_key`);--> statement-breakpoint
CREATE INDEX `alias_name` ON `account_alias` (`name_key`);--> statement-breakpoint
CREATE INDEX `contact_account` ON `contact` (`account_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `document_source` ON `document` (`account_id`,`kind`,`number`);--> statement-breakpoint
CREATE INDEX `document_aging` ON `document` (`account_id`,`currency`,`kind`,`open_minor`,`due_date`,`issue_date`,`total_minor`,`paid_date`,`disputed`,`deleted_at`,`id`);--> statement-breakpoint
CREATE INDEX `document_number` ON `document` (`number` COLLATE NOCASE);--> statement-breakpoint
CREATE UNIQUE INDEX `payment_source` ON `payment` (`ledger_id`,`account_id`,`source_key`);--> statement-breakpoint
CREATE INDEX `payment_account_date` ON `payment` (`account_id`,`date`);--> statement-breakpoint
CREATE INDEX `allocation_document` ON `allocation` (`document_id`,`date`,`amount_minor`);--> statement-breakpoint
CREATE INDEX `document_currency` ON `document` (`currency`);--> statement-breakpoint
CREATE INDEX `payment_currency` ON `payment` (`currency`);--> statement-breakpoint
CREATE INDEX `payment_waiting` ON `payment` (`account_id`,`applies_to`) WHERE `applies_to` IS NOT NULL;--> statement-breakpoint
CREATE INDEX `allocation_payment` ON `allocation` (`payment_id`) WHERE `payment_id` IS NOT NULL;--> statement-breakpoint
CREATE INDEX `allocation_date` ON `allocation` (`date`);--> statement-breakpoint
CREATE INDEX `touchpoint_account` ON `touchpoint` (`account_id`,`seq`);--> statement-breakpoint
CREATE INDEX `touchpoint_kind` ON `touchpoint` (`kind`,`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `template_version` ON `template` (`stage`,`language`,`version`);--> statement-breakpoint
CREATE INDEX `draft_account` ON `draft` (`account_id`);--> statement-breakpoint
CREATE INDEX `draft_state` ON `draft` (`state`);--> statement-breakpoint
CREATE UNIQUE INDEX `import_batch_seq` ON `import_batch` (`seq`);--> statement-breakpoint
CREATE INDEX `import_rejected_batch` ON `import_rejected` (`batch_id`,`row`);--> statement-breakpoint
CREATE VIRTUAL TABLE `account_search` USING fts5(`account_id` UNINDEXED, `words`, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');--> statement-breakpoint
CREATE TRIGGER `touchpoint_no_update` BEFORE UPDATE ON `touchpoint` BEGIN SELECT RAISE(ABORT, 'The touchpoint log is append-only.'); END;--> statement-breakpoint
CREATE TRIGGER `touchpoint_no_delete` BEFORE DELETE ON `touchpoint` BEGIN SELECT RAISE(ABORT, 'The touchpoint log is append-only.'); END;--> statement-breakpoint
CREATE TRIGGER `touchpoint_payload_no_update` BEFORE UPDATE ON `touchpoint_payload` BEGIN SELECT RAISE(ABORT, 'The touchpoint log is append-only.'); END;--> statement-breakpoint
CREATE TRIGGER `touchpoint_payload_no_delete` BEFORE DELETE ON `touchpoint_payload` BEGIN SELECT RAISE(ABORT, 'The touchpoint log is append-only.'); END;--> statement-breakpoint
CREATE TRIGGER `touchpoint_no_replace` BEFORE INSERT ON `touchpoint` WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM `touchpoint`) OR EXISTS (SELECT 1 FROM `touchpoint` WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'The touchpoint log is append-only.'); END;--> statement-breakpoint
CREATE TRIGGER `touchpoint_payload_no_replace` BEFORE INSERT ON `touchpoint_payload` WHEN EXISTS (SELECT 1 FROM `touchpoint_payload` WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'The touchpoint log is append-only.'); END;
