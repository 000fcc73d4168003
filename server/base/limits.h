/*
 * All limits of the server, each with its reason. What an operator may want to change is in the configuration instead.
 */
#ifndef TNW_BASE_LIMITS_H
#define TNW_BASE_LIMITS_H

/* HTTP ------------------------------------------------------------------------------------------------------------ */

/* A report of some ten pages is 40 KiB of text; letters as PDF do not belong in a fragment. */
#define LIMIT_BODY_MAX ((size_t)256 * 1024)
/* Bodies without free text: a consent, a participant, an actor. */
#define LIMIT_BODY_SMALL ((size_t)16 * 1024)
/* Who sends more is looked up in the registry before it is parsed: what is smaller costs less than to ask. */
#define LIMIT_BODY_CHEAP ((size_t)4 * 1024)
/* Request line, headers and answer's head of one request; browsers send about 1 KiB. Cleared for each request. */
#define LIMIT_CONNECTION_MEMORY ((size_t)8 * 1024)
/* The longest legitimate target is a search with a few parameters. */
#define LIMIT_TARGET_MAX 1024
/* Browsers send about 20. */
#define LIMIT_HEADERS_MAX 48
/* TCP connect to the end of the handshake and the first request line: 10 s is slow mobile plus a card reader's PIN is
 * asked before the connection. */
#define LIMIT_HANDSHAKE_MS 15000
/* The same for who has shown no certificate yet, while more than half of the places are taken: a handshake over a
 * slow line. */
#define LIMIT_HANDSHAKE_SCARCE_MS 5000
/* First byte of a request to its last: 256 KiB at 10 KiB/s. */
#define LIMIT_REQUEST_MS 30000
/* An attachment, in or out: 10 MiB are there in less than six minutes, over a slow line of a telephone. On its way in
 * each chunk has LIMIT_REQUEST_MS, so that who stalls or trickles is gone before that. */
#define LIMIT_STREAM_BYTES_S ((size_t)32 * 1024)
/* The reply must be taken within this. */
#define LIMIT_REPLY_MS 30000
/* A kept-alive connection without a request. */
#define LIMIT_IDLE_MS 75000
/* Longest long poll, under the 60 s after which middleboxes forget a quiet connection. */
#define LIMIT_WAIT_S 55
/* Long polls of one person at one time, in all their registrations: some browser tabs, a phone, a program or two; far
 * below the connections of one address. */
#define LIMIT_PERSON_POLLS 16
/* Sockets of long polls in one call of poll(), to see who left: on the stack of a thread. */
#define LIMIT_POLLS_LOOKED_AT 64
/* Connections that one person keeps while room is scarce: their long polls, and as many for what is not a wait. */
#define LIMIT_PERSON_CONNECTIONS 32
/* How long an answer is held back that says to come again later: a client that does as told loses nothing, and one
 * that does not is refused twice a second on each connection instead of thousands of times. */
#define LIMIT_BRAKE_MS 500
/* Replies up to this size leave as one TLS record (16 KiB) with their head. */
#define LIMIT_HELD_REPLY ((size_t)14 * 1024)
/* A client's chain as it is sent: the longest real one is eID's (citizen, citizen CA, Belgium root, cross-signed
 * root). */
#define LIMIT_CHAIN 6
/* Sockets of refused peers that stay open for their last words; more are closed at once, a refusal must not cost
 * much. */
#define LIMIT_LINGERING 64
/* Descriptors that are no connection: sockets that linger, the operator's, the landing page's, and the store, its
 * journal, the listeners, what a reload reads: some 20, with room to spare. Each worker has one, or two, to be woken
 * by. */
#define LIMIT_DESCRIPTORS_KEPT (LIMIT_LINGERING + LIMIT_OPS_CONNECTIONS + LIMIT_LANDING_CONNECTIONS + 40)
#define LIMIT_DESCRIPTORS_WORKER 2
/* The operator's listener: one scraper, one prober, one person with curl. */
#define LIMIT_OPS_CONNECTIONS 16
/* The landing page: two small files for each visitor, who is then gone. */
#define LIMIT_LANDING_CONNECTIONS 64
#define LIMIT_LANDING_PER_ADDRESS 16
/* One request there, or at the landing page, from connect to the end of the reply. */
#define LIMIT_OPS_MS 10000
/* How long SIGTERM waits for requests under way. */
#define LIMIT_DRAIN_MS 10000
/* How long before a certificate or CRL ends that is logged: a week in which somebody is at work. */
#define LIMIT_RENEWAL_NOTICE_MS (INT64_C(7) * 24 * 3600 * 1000)

/* Buckets of tokens, 24 bytes each. Persons who called within the last minutes: more than a region's doctors, since a
 * bucket that is full again gives its place away; strangers have no reason to come in numbers; addresses are the
 * patients' own and those of houses. */
#define LIMIT_BUDGET_PERSONS ((size_t)64 * 1024)
#define LIMIT_BUDGET_STRANGERS ((size_t)4 * 1024)
#define LIMIT_BUDGET_ADDRESSES ((size_t)64 * 1024)
/* What a write keeps beside its body, as a quota counts it: its rows, its record, its events. */
#define LIMIT_WRITE_BESIDE 1024
/* Persons whose refusals are counted apart in one minute, 200 bytes each; each can become a record. */
#define LIMIT_REFUSAL_TALLIES ((size_t)1024)

/* JSON ------------------------------------------------------------------------------------------------------------ */

/* Our deepest schema has 6 levels. */
#define LIMIT_JSON_DEPTH 32
/* 2^53 - 1: every whole number up to it, and no larger one, is the same to all readers of JSON (RFC 7493). Counters
 * that are read from the store or received are held to it, so that they can be written. */
#define LIMIT_JSON_NUMBER INT64_C(9007199254740991)

/* Lists ----------------------------------------------------------------------------------------------------------- */

#define LIMIT_PAGE_DEFAULT 50
#define LIMIT_PAGE_MAX 200
/* The same of a list of dossiers: for each that is shown its record and the links of the log take some 150 bytes, for
 * good. */
#define LIMIT_PAGE_DOSSIERS 20
/* A page ends with the item that reaches this: 200 messages of full length are 24 MiB, times the connections. */
#define LIMIT_PAGE_BYTES ((size_t)1 << 20)
/* A table of the directory is read as a whole by the operator's command: 50 000 fiches are about 50 MiB. */
#define LIMIT_TABLE_BYTES ((size_t)128 << 20)
/* How many rows one page may look at before it gives back what it has: bounds the time of a read transaction. */
#define LIMIT_SCAN_MAX 2000
/* The same for actors: each is decrypted. Of those that a term of the index finds most are shown; a page that shows
 * none costs some reads. */
#define LIMIT_SCAN_ACTORS 64
/* The same for fiches, of which most that have all terms are shown. */
#define LIMIT_SCAN_FICHES 256
/* Rows of the directory that one operation changes: others who write wait so long. A fiche has hundreds of
 * terms, the other kinds one or two. As the schema of that body has it. */
#define LIMIT_FICHES_AT_ONCE 64
#define LIMIT_ROWS_AT_ONCE 256
/* The same of what waits for somebody: for each the dossier is opened, and its timeline reckoned. */
#define LIMIT_SCAN_DUE 256
/* Doctors of a service that are shown with it: enough to call one; the search of the registry shows all. */
#define LIMIT_SERVICE_DOCTORS 50
/* Whom the doorverwijshulp names of a party: as many as somebody calls before they look in the directory. */
#define LIMIT_REFERRAL_HELPERS 5

/* Audit log ------------------------------------------------------------------------------------------------------- */

/* How many records and postings one page of a search may look at before it gives back what it has: some milliseconds,
 * and more than the records that wait to be sealed, so that the newest page of a dossier is seldom an empty one. */
#define LIMIT_SEARCH_LOOK 8192
/* Places in memory before they are filed in the search index: those of 65536 records of the usual kind, of which twice
 * as many take some 30 MiB; three times that where each place has a key of its own. In the order of their keys they
 * share pages even where each is of another dossier. */
#define LIMIT_UNFILED ((size_t)8 * 65536)
/* Of them, filed in one commit, about: some milliseconds for those who write. */
#define LIMIT_INDEX_STEP 4096
/* So many of these between two looks at what is to be sealed. */
#define LIMIT_INDEX_STEPS 16

/* Dossier --------------------------------------------------------------------------------------------------------- */

/* Real care teams have up to a dozen members; a decision reads all of them. */
#define LIMIT_PARTICIPANTS 64
/* From here on the rest is for those whom the patient brings in. */
#define LIMIT_PARTICIPANTS_INVITED 48
/* Days ahead at which a spell may begin: an admission to hospital is planned weeks before. A later one would put off
 * all that is due. */
#define LIMIT_START_AHEAD 92
/* And back: the fifty years of a working life. */
#define LIMIT_START_BACK 18263
/* Days ahead for what is planned: the return to work, the end of a contract or of a permission, the next estimate or
 * talk. Three years: a permission lasts at most two, and is asked before. Further off is a mistake, or hides a duty. */
#define LIMIT_PLANNED_AHEAD 1096
/* Dossiers of one patient that are looked at for a double: a spell has one, a life a few. */
#define LIMIT_DOUBLES 64
/* A decision reads all consents of a dossier; withdrawn and expired ones count too, since the history is kept. */
#define LIMIT_CONSENTS 512
/* From here on the rest is the patient's own, so that nobody can leave them without room to exclude. */
#define LIMIT_CONSENTS_RECORDED 256
/* And from here on for exclusions alone, so that no program of the patient's own does. */
#define LIMIT_CONSENTS_GRANTS 448
/* Requests for consent of one professional in one dossier; the policy may say less. */
#define LIMIT_ASKINGS_KEPT 32
/* And of a dossier: of those too who take part no more. */
#define LIMIT_ASKINGS 512
/* Grants of one act: a preset names a few, and each is checked against all consents of the dossier. */
#define LIMIT_GRANTS_AT_ONCE 16
/* TRIO is three doctors; a coordinator and substitutes may join. */
#define LIMIT_THREAD_MEMBERS 16
#define LIMIT_MESSAGE_FRAGMENTS 16
/* Questions of one member in one thread that wait for an answer: more of them nobody reads. Closing a thread ends all
 * of its members, each with a row in the lists of all others. */
#define LIMIT_MEMBER_QUESTIONS 8
#define LIMIT_THREAD_QUESTIONS (LIMIT_THREAD_MEMBERS * LIMIT_MEMBER_QUESTIONS)
/* When a dossier closes or opens again, its questions leave the lists or come back, in one write of so many threads and
 * hardly more questions than closing a thread ends; the scheduler goes on. */
#define LIMIT_SWEEP_THREADS 64
#define LIMIT_SWEEP_QUESTIONS LIMIT_THREAD_QUESTIONS
/* A case discussion is a group around a table; all are told of each message. */
#define LIMIT_CASUS_MEMBERS 32
/* So many persons beside its author, so that what is said there is a group's and not two people's about a patient of
 * both. Source: domain.md, own. */
#define LIMIT_CASUS_PERSONS 5
/* A text that must be about nobody is held against the names of all dossiers of its author: a practice of some
 * thousand, over years. Of 2000 it takes a worker some 30 ms, of all half a second at most; who has more cannot be
 * searched for. */
#define LIMIT_OWN_DOSSIERS 16384
/* How much of what was said before is looked at together with a new message, and in how many messages. */
#define LIMIT_SAID_BEFORE 200
#define LIMIT_SAID_MESSAGES 8
/* A hall. */
#define LIMIT_MOMENT_GUESTS 500
/* Marks that one transaction of the scheduler takes away. */
#define LIMIT_KNELPUNT_MARKS 64
/* Certificates of one identity that are remembered: a card, its successor, and some of software. */
#define LIMIT_CERTIFICATES 8
/* Days before its end from which a certificate is told: what a new card or an order of an organisation takes. */
#define LIMIT_CERTIFICATE_SOON 30
/* Places for certificates that were noted today: a look into the store for each that shares one with another. */
#define LIMIT_CERTIFICATES_NOTED 4096
/* One identity with several registrations: a doctor at several services. */
#define LIMIT_IDENTITY_ACTORS 8
/* A doctor, their department, its hospital, the group that this belongs to. */
#define LIMIT_ORGANISATION_LEVELS 4
/* For how many a medewerker may act: a practice or a team of a sickness fund has up to a dozen doctors, and somebody
 * works for two of them. All lie in the registration, which every request of theirs reads. */
#define LIMIT_ACTS_FOR 32

/* Process --------------------------------------------------------------------------------------------------------- */

/* What the timeline of a dossier goes by, in one value: a certificate, a talk or an estimate a month are some dozens in
 * two years. The oldest of the kind that there is most of makes room. */
#define LIMIT_PROCESS_EVENTS 256
/* A traject stands still once or twice; one a month for five years is more than anybody needs, and all are shown with
 * each timeline. */
#define LIMIT_PROCESS_SUSPENSIONS 60
/* Returns to work that a dossier keeps: one a month in the two years that it lasts after the last addition. They are in
 * its header, which every call reads. */
#define LIMIT_WORKS 24
/* Days with something due that the lists hold of one dossier for one person; later ones move up as days go by. Nobody
 * has steps on more days of a quarter. */
#define LIMIT_AGENDA_DAYS 12
/* Steps of which is remembered that they were told: more than a timeline has open at a time, and as many again from
 * before the facts moved. */
#define LIMIT_PROCESS_TOLD 128
/* Steps of each member that a team shows: what they do next, not all that they will. */
#define LIMIT_TEAM_STEPS 3
/* Days of steps that the due list shows without `before`: today, and the week that follows. A question is there from
 * when it is asked. */
#define LIMIT_DUE_AHEAD 8
/* What comes back yearly ends with a working life. */
#define LIMIT_TIMELINE_REPEATS 100
/* Days at which is looked for the next change of a timeline. Behind them it wakes at the next one come what may: to
 * look once more for nothing does no harm. */
#define LIMIT_TIMELINE_LOOKS 64
/* The table of rules: some half as much again as timeline.json has, of rules and of each of their parts. A longer table
 * is refused at the start; a timeline lies on the stack. */
#define LIMIT_TIMELINE_RULES 80
#define LIMIT_TIMELINE_VERSIONS 200
#define LIMIT_TIMELINE_REASONS 64
#define LIMIT_TIMELINE_BENEFITS 10
#define LIMIT_TIMELINE_SPANS 8
#define LIMIT_TIMELINE_CONDITIONS 48
/* Of one version of a rule: the conditions that it names, and the terms that it has. */
#define LIMIT_TIMELINE_WHEN 10
#define LIMIT_TIMELINE_OFFSETS 3

/* Attachments ----------------------------------------------------------------------------------------------------- */

/* A scanned report of some twenty pages, or a photograph as telephones make them. */
#define LIMIT_ATTACHMENT ((size_t)10 << 20)
/* Room that files leave to all else, beyond the reserve: what was taken of one that then does not fit is used again,
 * but the store does not get smaller by it. */
#define LIMIT_ATTACHMENT_ROOM LIMIT_ATTACHMENT
/* What of one is in memory while it comes or goes: two records of TLS; with what is encrypted beside it, one value of
 * the engine. */
#define LIMIT_ATTACHMENT_CHUNK ((size_t)32 * 1024)
/* On one fragment or message: a letter, and what belongs to it. */
#define LIMIT_ATTACHMENTS 8
/* What the policy lets everybody who has files send on a day, the patient too: eight photographs as telephones make
 * them, of 4 to 6 MB, and once again what was cut off. With one file of 10 MiB a day the second page would wait until
 * tomorrow; with a hundred, one person would fill the disk of a small server in a month. */
#define LIMIT_DAY_OF_FILES ((uint64_t)64 << 20)
/* How long an attachment that nothing refers to is kept: somebody writes the letter around it on the same day. */
#define LIMIT_DRAFT_MS (INT64_C(24) * 3600 * 1000)
/* How many of those one look of the scheduler removes: some seconds of the disk, and more than a minute brings. */
#define LIMIT_SWEEP_DRAFTS 64

/* Files --------------------------------------------------------------------------------------------------------- */

/* Characters of a name, and bytes: file systems take 255 of them, and a copy gets a number. */
#define LIMIT_FILE_NAME 120
#define LIMIT_FILE_NAME_BYTES 240
/* A4 at 1200 dots an inch is 14 032 long. */
#define LIMIT_IMAGE_SIDE 16384
/* A4 at 600 dots an inch is 35 million, a telephone's camera takes 50; who opens it keeps four bytes for each. */
#define LIMIT_IMAGE_PIXELS (UINT64_C(64) << 20)
/* Texts, profiles and thumbnails of a picture, inflated: a profile is some hundred KiB at most. */
#define LIMIT_IMAGE_BESIDE ((uint64_t)1 << 20)
/* A progressive JPEG has about ten; each costs whoever opens it all its pixels again. */
#define LIMIT_JPEG_SCANS 32
/* Pictures in one JPEG: itself, a gain map, a depth map, a preview. */
#define LIMIT_JPEG_PICTURES 4
/* All that comes out of one file: so many pixels of four bytes. Some tenths of a second of one processor, which is
 * the most that a file costs. */
#define LIMIT_INFLATED (UINT64_C(256) << 20)
/* What one stream may become whatever it was (a blank page of 300 dots an inch in colors is 26 MiB of 26 KiB), and
 * beyond that so many times of it: texts and drawings shrink to a tenth. */
#define LIMIT_INFLATE_FREE (UINT64_C(32) << 20)
#define LIMIT_INFLATE_RATIO 100
/* Objects of a PDF that lie in streams: a document of hundreds of pages has some MiB. They are read byte by byte. */
#define LIMIT_PDF_PACKED (UINT64_C(16) << 20)
/* Objects of one such stream: programs put one to two hundred into each, some all of a document; four bytes are
 * kept for each. */
#define LIMIT_PDF_PACK 8192
/* Dictionaries in lists in dictionaries: real ones have ten. */
#define LIMIT_PDF_DEPTH 48
/* Tables of a PDF, one more with every time that it was changed without being written anew; what the last line
 * names must be one. */
#define LIMIT_PDF_SECTIONS 64
/* Blank bytes behind the end; viewers look for the end in the last 1024. */
#define LIMIT_PDF_BLANK 1024

/* Ledger ---------------------------------------------------------------------------------------------------------- */

/* Every connection has at most one call waiting, so this is the cap on connections; more is a bug, answered 429. */
#define LIMIT_LEDGER_QUEUE 65536
/* Jobs in one batch: what a frame, or the second try of a failed batch, has to carry. */
#define LIMIT_LEDGER_BATCH 1024
/* Well below the default reserve of 64 MiB, so that a batch always fits into what was set aside. */
#define LIMIT_LEDGER_BATCH_BYTES ((size_t)4 << 20)
/* What a job dirties beside its body: the pages of its indexes and of its audit record. */
#define LIMIT_JOB_PAGES ((size_t)8 * 1024)
/* How long what is kept may wait for its commit. Longer saves pages that are written once instead of often; but whoever
 * must see it in a snapshot, and the next request after it, wait for a longer commit. */
#define LIMIT_SETTLE_MS 25
/* Bytes of the journal: some five times what the highest load writes in that time. */
#define LIMIT_JOURNAL ((size_t)8 << 20)
/* What is kept for who follows the store: some minutes of the highest load; a backup that was away for longer begins
 * anew. In files of so much, so that what was taken is gone soon. */
#define LIMIT_SPOOL ((uint64_t)256 << 20)
#define LIMIT_SPOOL_FILE ((uint64_t)4 << 20)
/* And no more is kept once the disk has less than this left: it is the store's. */
#define LIMIT_SPOOL_LEFT ((uint64_t)64 << 20)
/* Operations of one step: far above those of any commit, all of which are in memory. */
#define LIMIT_STEP ((size_t)64 << 20)
/* How long what comes next may be missing before a follower has lost its place: another process is just about to say
 * what it did. */
#define LIMIT_FOLLOW_GAP_MS 2000
/* Bytes of addresses that the store's file is given at the start, so that it may grow without a restart. They cost
 * nothing until there is something in them; not more, since sanitizers and debuggers share them out sparingly. */
#define LIMIT_MAP_AHEAD ((size_t)64 << 30)
/* Bytes that the store leaves on its disk for what else must be written there. */
#define LIMIT_DISK_LEFT ((uint64_t)1 << 20)
/* Rows that one snapshot of a check shows, or records: some milliseconds, in which a server that runs beside it can use
 * none of the pages that it frees. */
#define LIMIT_CHECK_ROWS 4096
/* How often a writer looks for readers that died: pages that they pin are few by then. */
#define LIMIT_READER_CHECK_MS 5000
/* How often the sealer looks: with the work itself an access is under a checkpoint within a second. */
#define LIMIT_SEAL_MS 500
/* Records under one checkpoint at most: half a second of the highest load, so that signing costs a few disk syncs a
 * second. */
#define LIMIT_SEAL_RECORDS 16384
/* Dossiers that one checkpoint moves in the map, about: each dirties some twelve nodes, and the commit that they share
 * is to stay short. */
#define LIMIT_SEAL_DOSSIERS 4096
/* How far ahead of the server's clock the time of a cosignature may be: two clocks that nobody looks after are minutes
 * apart, and a time of tomorrow would keep its witness from being heard until then. */
#define LIMIT_COSIGN_AHEAD_S 300
/* Among so many of the newest cosigned checkpoints one with a quorum is looked for: a day's worth of three witnesses
 * that look once a minute, and some milliseconds at most. */
#define LIMIT_COSIGNED_LOOK 4320
/* Changes of the log's key that are shown: an operator makes one by hand, and seldom. */
#define LIMIT_KEY_CHANGES 256
/* How long the answer to an Idempotency-Key is kept: a client's retries are over long before. */
#define LIMIT_IDEMPOTENCY_MS (INT64_C(24) * 3600 * 1000)
#define LIMIT_IDEMPOTENCY_KEY 128
/* Old answers that each new one removes: more than one, so that the pile shrinks. */
#define LIMIT_IDEMPOTENCY_EXPIRED 4

/* How often the server looks how near the store is to its limits; and where near begins: that part of a bound, so many
 * bytes of the disk, days at the present rate, commits that an old snapshot keeps from being reused (some ten minutes
 * of load), and records that wait for a signature (a second of the highest load is a tenth of it). */
#define LIMIT_WATCH_MS 60000
#define LIMIT_WATCH_FULL 0.8
#define LIMIT_WATCH_DISK ((uint64_t)1 << 30)
#define LIMIT_WATCH_DAYS 30
#define LIMIT_WATCH_COMMITS 20000
#define LIMIT_WATCH_UNSIGNED 100000
/* And how long a backup may fail, or one that follows be behind: a restart of its machine is shorter. */
#define LIMIT_WATCH_BACKUP_MS 60000
/* How often the scheduler looks which timelines changed by the day alone: a day begins once, and a minute late is soon
 * enough. */
#define LIMIT_WAKE_MS 60000
/* Dossiers of one of its transactions: some milliseconds, in which all others wait. */
#define LIMIT_WAKE_BATCH 32

/* How often the server looks for dossiers that were closed for good: nothing of them answers any more. */
#define LIMIT_ERASE_MS 5000
/* Between two steps of emptying, so that it takes a small part of a processor. */
#define LIMIT_ERASE_REST_MS 5
/* Dossiers that are emptied together, for which the rows of all others are looked through once: those of a country
 * whose term ends on one day in some rounds, not in thousands. A megabyte of ids, while there are so many. */
#define LIMIT_ERASE_TOGETHER 65536
/* Case discussions of which one step removes what there is of them, some rows of each. */
#define LIMIT_ERASE_CASUS 4
/* Those that wait for the last key, which are looked at one by one. */
#define LIMIT_ERASE_PAGE 64
/* Rows of one snapshot of that look: some milliseconds, so that it pins no pages. */
#define LIMIT_ERASE_LOOKS 1024
/* Rows that one job of the ledger removes: some milliseconds, in which all others wait. */
#define LIMIT_ERASE_ROWS 128

/* Statistics: how long after the start the first look whether a quarter is to be released, and how often. Nobody waits
 * for it, and a start has other things to do. */
#define LIMIT_STATISTICS_FIRST_MS (5 * 60 * 1000)
#define LIMIT_STATISTICS_MS (60 * 60 * 1000)
/* Dossiers that it looks at before it rests, and for how long: a tenth of a core with 500 000 of them, for minutes. */
#define LIMIT_STATISTICS_BATCH 128
#define LIMIT_STATISTICS_REST_MS 20

/* Keys ------------------------------------------------------------------------------------------------------------ */

/* A batch of a rotation holds the writer's lock for about so long, and gives it to others for so many times that. Both
 * it and the ledger behind it look through the journal, which takes as long again. With twelve times, writes lost a
 * fifth of their rate on two cores; with eighty half a million places take some five minutes (./dev bench rotation). */
#define LIMIT_ROTATION_BATCH_MS 5
#define LIMIT_ROTATION_REST 80
/* Before old wrapping keys are destroyed, requests that read an older state are waited for: longer than any lasts. */
#define LIMIT_ROTATION_WAIT_MS INT64_C(60000)

/* Time ------------------------------------------------------------------------------------------------------------ */

/* A clock that is set further than this at once is not followed: time daemons correct less, apart from their first
 * look. */
#define LIMIT_CLOCK_STEP_MS INT64_C(60000)
/* A machine's clock gains or loses at most one part in so many, 200 in a million: twice a bad quartz. */
#define LIMIT_CLOCK_DRIFT 5000
/* How often the drift is followed: what it may have been by then is below a second. */
#define LIMIT_CLOCK_SETTLE_MS (INT64_C(3600) * 1000)
/* A start after a longer stop is told in the log: it may also be a clock that ran ahead. */
#define LIMIT_CLOCK_STOP_MS (INT64_C(3600) * 1000)

/* Memory and store ------------------------------------------------------------------------------------------------ */

/* Far above any single structure that the server builds; a runaway loop stops here instead of in the OOM killer. */
#define LIMIT_BUF ((size_t)256 << 20)
/* Locked memory that is made at the start: the keyring, and what the transactions at one time of some eight processors
 * work with. More is made as it is needed. */
#define LIMIT_SECRETS ((size_t)128 * 1024)
/* How long an unwrapped data key that nobody asks for stays in memory: a page of the web page asks again within it, and
 * unwrapping one costs some microseconds. */
#define LIMIT_KEY_IDLE_MS 5000
/* How long a bridge to a new wrapping key stands at least: a server looks each second, and reads what was the same at
 * two looks. */
#define LIMIT_BRIDGE_MS 5000
/* How long a token may take to answer: an HSM over a network that has to be woken up. */
#define LIMIT_TOKEN_MS 30000
/* Slots with a token that are looked at: an HSM has as many as it has partitions. */
#define LIMIT_TOKEN_SLOTS 64
/* Of the file that its PIN is in. */
#define LIMIT_TOKEN_PIN 256
/* Read transactions at one time: one for each worker (256 at most), the ledger, the operations listener, and the
 * commands of an operator. */
#define LIMIT_READERS 512

#endif
