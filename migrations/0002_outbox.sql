CREATE TABLE `outbox_message` (
	`id` text PRIMARY KEY NOT NULL,
	`draft_id` text NOT NULL,
	`account_id` text NOT NULL,
	`currency` text NOT NULL,
	`mailbox_id` text NOT NULL,
	`sender_address` text NOT NULL,
	`subject` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`invoices_json` text NOT NULL,
	`envelope_json` text NOT NULL,
	`message_id` text NOT NULL,
	`sha256` text NOT NULL,
	`gate_json` text NOT NULL,
	`contacts_json` text NOT NULL,
	`wording_json` text,
	`state` text NOT NULL,
	`run_at` text,
	`attempts` integer NOT NULL,
	`approved_at` text NOT NULL,
	`approved_by` text NOT NULL,
	`settled_at` text,
	`answer` text,
	`review_json` text,
	`last_error_json` text,
	`lookups` integer NOT NULL,
	`lookup_at` text,
	`resolved_as` text,
	`found_later_at` text,
	`sent_copy` text NOT NULL,
	`sent_copy_tries` integer NOT NULL,
	`sent_copy_at` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`bytes` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outbox_attempt` (
	`message_id` text NOT NULL,
	`number` integer NOT NULL,
	`mailbox_id` text NOT NULL,
	`at` text NOT NULL,
	`outcome` text,
	`answer` text,
	PRIMARY KEY(`message_id`, `number`)
);
--> statement-breakpoint
CREATE INDEX `outbox_state` ON `outbox_message` (`state`,`mailbox_id`,`id`,`run_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_active_draft` ON `outbox_message` (`draft_id`) WHERE `state` NOT IN ('cancelled', 'resolved');--> statement-breakpoint
CREATE INDEX `outbox_account` ON `outbox_message` (`account_id`);--> statement-breakpoint
CREATE INDEX `outbox_updated` ON `outbox_message` (`updated_at`);--> statement-breakpoint
CREATE INDEX `outbox_sent_copy` ON `outbox_message` (`sent_copy_at`) WHERE `sent_copy` = 'wanted';--> statement-breakpoint
CREATE INDEX `outbox_attempt_mailbox` ON `outbox_attempt` (`mailbox_id`,`at`);--> statement-breakpoint
ALTER TABLE `mailbox` ADD `provider` text DEFAULT 'other' NOT NULL;--> statement-breakpoint
ALTER TABLE `mailbox` ADD `login` text DEFAULT 'password' NOT NULL;--> statement-breakpoint
ALTER TABLE `mailbox` ADD `oauth_json` text;--> statement-breakpoint
ALTER TABLE `mailbox` ADD `aliases_json` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `mailbox` ADD `imap_pin` text;--> statement-breakpoint
ALTER TABLE `mailbox` ADD `smtp_pin` text;--> statement-breakpoint
ALTER TABLE `mailbox` ADD `sent_folder` text;--> statement-breakpoint
ALTER TABLE `mailbox` ADD `saves_sent` integer;--> statement-breakpoint
ALTER TABLE `mailbox` ADD `test_message_at` text;--> statement-breakpoint
ALTER TABLE `mailbox` ADD `per_minute` integer DEFAULT 20 NOT NULL;--> statement-breakpoint
ALTER TABLE `mailbox` ADD `per_day` integer DEFAULT 400 NOT NULL;--> statement-breakpoint
ALTER TABLE `mailbox` ADD `paused_until` text;--> statement-breakpoint
ALTER TABLE `mailbox` ADD `pause_reason` text;--> statement-breakpoint
ALTER TABLE `mailbox` ADD `pause_cause` text;--> statement-breakpoint
ALTER TABLE `mailbox` ADD `reconnect_reason` text;--> statement-breakpoint
ALTER TABLE `draft` ADD `seen_in_mailbox` text;--> statement-breakpoint
ALTER TABLE `draft` ADD `seen_in_mailbox_at` text;--> statement-breakpoint
ALTER TABLE `draft` ADD `copy_mailbox_id` text;--> statement-breakpoint
ALTER TABLE `draft` ADD `sender_address` text;--> statement-breakpoint
ALTER TABLE `draft` ADD `origin` text NOT NULL DEFAULT 'window';
