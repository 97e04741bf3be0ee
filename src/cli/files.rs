//! Reading and writing: the only place of the program that touches files and folders.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::{Stop, messages};
use crate::data::{self, DataFile, Encoding};
use crate::text::{Digest, Language, SourceId, SourceMap};

/// The folder of a book in which proposals lie, at its top.
const EXTENSIONS: &str = "extensions";

/// Rule files as they were read.
#[derive(Debug, Default)]
pub struct RuleFiles {
    /// Their texts.
    pub sources: SourceMap,
    /// Where each text lies, in the order of the map; none for standard input.
    paths: Vec<Option<PathBuf>>,
    /// The files of each book.
    pub books: Vec<Vec<SourceId>>,
    /// Files that were not UTF-8 and how they were read.
    pub encodings: Vec<(String, Encoding)>,
    /// What lies under `extensions/` of each book; read when the book accepts it.
    extensions: Vec<Vec<Filed>>,
    /// What lies in a folder `extensions` below the top of a book: neither rules nor proposals.
    misplaced: Vec<PathBuf>,
    /// What was read as rules where the folder given is `extensions` of a book, or lies below it.
    pinned: Vec<SourceId>,
}

/// A file under `extensions/`.
#[derive(Debug)]
pub struct Filed {
    /// Its name there, without the ending: what an acceptance calls it.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Its text and the digest of its bytes, once it was read.
    pub read: Option<(SourceId, Digest)>,
    /// Whether it is a link that leads out of the book: then its text is empty, for nothing out there is read.
    pub leads_outside: bool,
}

impl RuleFiles {
    /// Where a text lies; none for standard input.
    pub fn path(&self, id: SourceId) -> Option<&Path> {
        self.paths.get(id.0 as usize).and_then(|path| path.as_deref())
    }

    /// The language most of the rules are written in.
    pub fn language(&self) -> Language {
        let chinese = self.sources.files().filter(|file| file.language() == Language::Chinese).count();
        if chinese * 2 > self.sources.files().count() { Language::Chinese } else { Language::English }
    }

    /// Files in a folder `extensions` that is not at the top of its book; they are not read.
    pub fn misplaced(&self) -> &[PathBuf] {
        &self.misplaced
    }

    /// The files under `extensions/` of a book.
    pub fn extensions(&self, book: usize) -> &[Filed] {
        self.extensions.get(book).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a text is that of a file under `extensions/`: pinned to the byte once it was accepted.
    pub fn is_extension(&self, id: SourceId) -> bool {
        self.pinned.contains(&id) || self.extensions.iter().flatten().any(|file| file.read.is_some_and(|(source, _)| source == id))
    }

    /// Reads those files under `extensions/` of a book whose names are wanted. The others are not
    /// opened: whatever lies there, nobody has accepted it.
    pub fn read_extensions(&mut self, book: usize, wanted: impl Fn(&str) -> bool) -> Result<(), Stop> {
        let filed = std::mem::take(self.extensions.get_mut(book).unwrap_or(&mut Vec::new()));
        let read = filed.into_iter().map(|file| match file.read.is_none() && wanted(&file.name) {
            true if file.leads_outside => {
                let source = self.take(shown(&file.path), b"", Some(file.path.clone()))?;
                Ok(Filed { read: Some((source, Digest::of(b""))), ..file })
            }
            true => self.read_pinned(&file.path).map(|read| Filed { read: Some(read), ..file }),
            false => Ok(file),
        });
        let read = read.collect::<Result<Vec<Filed>, Stop>>()?;
        if let Some(place) = self.extensions.get_mut(book) {
            *place = read;
        }
        Ok(())
    }

    /// Reads a file and takes the digest of its bytes, both of the same reading.
    pub fn read_pinned(&mut self, path: &Path) -> Result<(SourceId, Digest), Stop> {
        let (name, bytes, path) = bytes_of(path)?;
        let digest = Digest::of(&bytes);
        Ok((self.take(name, &bytes, path)?, digest))
    }

    /// Reads the rule files at a path as a book of their own, and sees what lies under `extensions/`.
    fn read_book(&mut self, path: &Path) -> Result<(), Stop> {
        let Listed { rules, extensions, misplaced } = listed(path)?;
        let book = rules.iter().map(|file| self.read(file)).collect::<Result<Vec<SourceId>, Stop>>()?;
        if path.is_dir() && belongs_to_extensions(path) {
            self.pinned.extend(&book);
        }
        self.books.push(book);
        self.misplaced.extend(misplaced);
        let folder = path.join(EXTENSIONS);
        let name = |file: &Path| shown(&file.strip_prefix(&folder).unwrap_or(file).with_extension(""));
        let filed = extensions.into_iter().map(|(file, leads_outside)| Filed { name: name(&file), path: file, read: None, leads_outside });
        self.extensions.push(filed.collect());
        Ok(())
    }

    fn read(&mut self, path: &Path) -> Result<SourceId, Stop> {
        let (name, bytes, path) = bytes_of(path)?;
        self.take(name, &bytes, path)
    }

    fn take(&mut self, name: String, bytes: &[u8], path: Option<PathBuf>) -> Result<SourceId, Stop> {
        let Some((text, encoding)) = data::text_of(bytes) else {
            return Err(match (data::surely_other(bytes), line_with_nul(bytes)) {
                (Some(kind), _) => messages::not_rules(Path::new(&name), &kind),
                (None, Some(line)) => messages::nul_byte(Path::new(&name), line),
                (None, None) => messages::unknown_encoding(Path::new(&name)),
            });
        };
        if encoding == Encoding::Gb18030 {
            self.encodings.push((name.clone(), encoding));
        }
        self.paths.push(path);
        let id = self.sources.add(name, text);
        if encoding != Encoding::Utf8 {
            self.sources.lay_on_disk(id, encoding.mark(), encoding.width());
        }
        Ok(id)
    }
}

/// The name, bytes and place of a file or of standard input.
fn bytes_of(path: &Path) -> Result<(String, Vec<u8>, Option<PathBuf>), Stop> {
    if path == Path::new("-") {
        return Ok(("<stdin>".to_owned(), standard_input(path)?, None));
    }
    Ok((shown(path), fs::read(path).map_err(|error| messages::unreadable(path, &error))?, Some(path.to_owned())))
}

/// Standard input can be read only once, whatever is to be read from it.
pub fn once(paths: &[&Path]) -> Result<(), Stop> {
    let given = paths.iter().filter(|path| **path == Path::new("-")).count();
    if given > 1 { Err(messages::standard_input_twice()) } else { Ok(()) }
}

/// The rule files that `paths` name: each folder is a book of its own, all single files together are one.
pub fn rules(paths: &[PathBuf]) -> Result<RuleFiles, Stop> {
    once(&paths.iter().map(PathBuf::as_path).collect::<Vec<_>>())?;
    let mut files = RuleFiles::default();
    let mut single = Vec::new();
    let mut known = BTreeSet::new();
    for path in paths {
        // What is named twice, in whatever way, is read once: its names are not declared twice.
        if !known.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone())) {
            continue;
        }
        if path.is_dir() {
            files.read_book(path)?;
        } else {
            single.push(files.read(path)?);
        }
    }
    if !single.is_empty() {
        files.books.push(single);
        files.extensions.push(Vec::new());
    }
    Ok(files)
}

/// Whether a folder is `extensions` of a book, or lies below it: of a book, since rules lie beside it.
fn belongs_to_extensions(folder: &Path) -> bool {
    let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_rule = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "yard");
    let holds_rules = |folder: &Path| {
        entries(folder).any(|path| is_rule(&path) || (!path.ends_with(EXTENSIONS) && entries(&path).any(|path| is_rule(&path))))
    };
    let Ok(real) = fs::canonicalize(folder) else { return false };
    real.ancestors().filter(|folder| folder.ends_with(EXTENSIONS)).any(|folder| folder.parent().is_some_and(holds_rules))
}

/// The rule files of several books, each path a book of its own.
pub fn books(paths: &[&Path]) -> Result<RuleFiles, Stop> {
    once(paths)?;
    let mut files = RuleFiles::default();
    for path in paths {
        files.read_book(path)?;
    }
    Ok(files)
}

/// What lies in the folder of a book, in the order of the paths.
#[derive(Default)]
struct Listed {
    /// The rule files.
    rules: Vec<PathBuf>,
    /// Proposals: the rule files under `extensions/`, each with whether it is a link that leads out of the book.
    extensions: Vec<(PathBuf, bool)>,
    /// Rule files in a folder of that name further down.
    misplaced: Vec<PathBuf>,
}

/// Where a file stands in a book.
#[derive(Clone, Copy)]
enum Where {
    Rules,
    Extensions,
    Misplaced,
}

/// The rule files at `path`: itself, or all below it. Proposals under `extensions/` are not part of a book.
fn listed(path: &Path) -> Result<Listed, Stop> {
    fn collect(folder: &Path, root: &Path, place: Where, found: &mut Listed) -> Result<(), Stop> {
        let failed = |error: &io::Error| messages::unreadable(folder, error);
        let mut entries: Vec<PathBuf> = Vec::new();
        for entry in fs::read_dir(folder).map_err(|error| failed(&error))? {
            entries.push(entry.map_err(|error| failed(&error))?.path());
        }
        entries.sort();
        for path in entries {
            let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            let rule = path.extension().is_some_and(|ending| ending == "yard");
            if hidden || !(rule || path.is_dir()) {
                continue;
            }
            let real = match (fs::canonicalize(&path), place) {
                (Ok(real), _) if real.starts_with(root) => real,
                // What others put there is theirs to put right: who accepts it is told, and the book goes on.
                (Ok(_) | Err(_), Where::Extensions | Where::Misplaced) if path.is_symlink() => {
                    match place {
                        Where::Extensions if rule => found.extensions.push((path, true)),
                        Where::Misplaced if rule => found.misplaced.push(path),
                        Where::Rules | Where::Extensions | Where::Misplaced => {}
                    }
                    continue;
                }
                (Ok(_), _) => return Err(messages::link_leaves(&path)),
                (Err(error), _) => return Err(messages::unreadable(&path, &error)),
            };
            if rule {
                match place {
                    Where::Rules => found.rules.push(path),
                    Where::Extensions => found.extensions.push((path, false)),
                    Where::Misplaced => found.misplaced.push(path),
                }
            } else if !path.is_symlink() {
                let below = match place {
                    Where::Rules if path.ends_with(EXTENSIONS) && real.parent() == Some(root) => Where::Extensions,
                    Where::Rules if path.ends_with(EXTENSIONS) => Where::Misplaced,
                    Where::Rules | Where::Extensions | Where::Misplaced => place,
                };
                collect(&path, root, below, found)?;
            }
        }
        Ok(())
    }
    if !path.is_dir() {
        return Ok(Listed { rules: vec![path.to_owned()], ..Listed::default() });
    }
    let root = fs::canonicalize(path).map_err(|error| messages::unreadable(path, &error))?;
    let mut found = Listed::default();
    collect(path, &root, Where::Rules, &mut found)?;
    if found.rules.is_empty() { Err(messages::no_rules(path)) } else { Ok(found) }
}

/// A submission as it lies on disk.
#[derive(Debug)]
pub enum DataFiles {
    /// The files of a folder.
    Folder(Vec<DataFile>),
    /// One JSON file.
    Json(DataFile),
}

/// The submission at `path`: a folder, a JSON file, or `-` for JSON on standard input.
pub fn data(path: &Path) -> Result<DataFiles, Stop> {
    let read = |path: &Path| fs::read(path).map_err(|error| messages::unreadable(path, &error));
    if path == Path::new("-") {
        return Ok(DataFiles::Json(DataFile { name: "<stdin>".to_owned(), bytes: standard_input(path)? }));
    }
    if path.is_dir() {
        let mut files = Vec::new();
        for entry in fs::read_dir(path).map_err(|error| messages::unreadable(path, &error))? {
            let file = entry.map_err(|error| messages::unreadable(path, &error))?.path();
            if file.is_file() {
                files.push(DataFile { name: shown(&file), bytes: read(&file)? });
            }
        }
        files.sort_by(|left, right| left.name.cmp(&right.name));
        return Ok(DataFiles::Folder(files));
    }
    let bytes = read(path)?;
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) {
        Ok(DataFiles::Json(DataFile { name: shown(path), bytes }))
    } else {
        Err(messages::not_data(path))
    }
}

/// A file of its own, with the name by which it was given.
pub fn single(path: &Path) -> Result<DataFile, Stop> {
    if path == Path::new("-") {
        return Ok(DataFile { name: "<stdin>.json".to_owned(), bytes: standard_input(path)? });
    }
    let bytes = fs::read(path).map_err(|error| messages::unreadable(path, &error))?;
    Ok(DataFile { name: shown(path), bytes })
}

fn standard_input(path: &Path) -> Result<Vec<u8>, Stop> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map_err(|error| messages::unreadable(path, &error))?;
    Ok(bytes)
}

/// Refuses to write over what is about to be read, a rule file of the book or a file of the data, and to put beside
/// these what would be read as one of them the next time.
pub fn spare_inputs(output: &Path, rules: &Path, data: &Path) -> Result<(), Stop> {
    let there = fs::canonicalize(output).ok();
    // What is neither there nor a file is not read, such as a pipe.
    if there.as_ref().is_some_and(|there| !there.is_file()) || output == Path::new("-") {
        return Ok(());
    }
    let Some(place) = there.clone().or_else(|| place_of_new(output)) else { return Ok(()) };
    let inside = |input: &Path, below: bool| {
        fs::canonicalize(input).is_ok_and(|input| if below { place.starts_with(&input) } else { place.parent() == Some(&input) })
    };
    let itself = |input: &Path| fs::canonicalize(input).is_ok_and(|input| input == place);
    let name = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let as_rule = place.extension().is_some_and(|ending| ending == "yard") && inside(rules, true);
    let as_data = data::is_read(&name) && inside(data, false);
    match there {
        Some(_) if as_rule || as_data || itself(rules) || itself(data) => Err(messages::output_is_input(output)),
        None if as_rule || as_data => Err(messages::output_would_be_input(output, as_rule)),
        Some(_) | None => Ok(()),
    }
}

/// Where a file that is not there yet would lie.
fn place_of_new(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(fs::canonicalize(folder).ok()?.join(path.file_name()?))
}

/// Writes a file whole or not at all: beside it first, then into its place. A crash at any moment
/// leaves either the old file or the new one. A link stays a link: what it leads to is written. What is no file,
/// such as a pipe, takes the text as it comes.
pub fn write(path: &Path, text: &str) -> Result<(), Stop> {
    let failed = |error: io::Error| messages::unwritable(path, &error);
    let linked = fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    let target = match fs::canonicalize(path) {
        Ok(target) if linked => target,
        Err(error) if linked && error.kind() == io::ErrorKind::NotFound => return Err(messages::link_to_nothing(path)),
        Err(error) if linked => return Err(failed(error)),
        Ok(_) | Err(_) => path.to_owned(),
    };
    match fs::metadata(&target) {
        Ok(found) if !found.is_file() => {
            let pipe = fs::OpenOptions::new().write(true).open(&target);
            match pipe.and_then(|mut pipe| pipe.write_all(text.as_bytes())) {
                // A reader that closed the pipe early has what it wanted.
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(failed(error)),
                Ok(()) | Err(_) => Ok(()),
            }
        }
        Ok(found) => replace(&target, text, Some(found.permissions())).map_err(failed),
        Err(_) => replace(&target, text, None).map_err(failed),
    }
}

fn replace(path: &Path, text: &str, permissions: Option<fs::Permissions>) -> io::Result<()> {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.new", std::process::id()));
    let beside = path.with_file_name(name);
    let result = (|| {
        let mut file = fs::File::create(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        if let Some(permissions) = permissions {
            fs::set_permissions(&beside, permissions)?;
        }
        fs::rename(&beside, path)?;
        let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // Only some systems let a folder be synced; where it is not possible the rename stands all the same.
        if let Ok(folder) = fs::File::open(folder) {
            folder.sync_all().or_else(|error| if error.kind() == io::ErrorKind::InvalidInput { Ok(()) } else { Err(error) })?;
        }
        Ok(())
    })();
    if result.is_err() {
        // The half-written file is of no use to anybody; the fault worth telling is the first one.
        let _ = fs::remove_file(&beside);
    }
    result
}

/// Makes a folder for new files; it must not exist or be empty.
pub fn new_folder(path: &Path) -> Result<(), Stop> {
    match fs::read_dir(path).map(|mut entries| entries.next().is_some()) {
        Ok(true) => Err(messages::folder_taken(path)),
        Ok(false) => Ok(()),
        Err(_) => fs::create_dir_all(path).map_err(|error| messages::unwritable(path, &error)),
    }
}

/// Makes a folder inside a new one.
pub fn make_folder(path: &Path) -> Result<(), Stop> {
    fs::create_dir_all(path).map_err(|error| messages::unwritable(path, &error))
}

/// A path as the user gave it, with forward slashes, so that output is the same everywhere.
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

/// The first line with a NUL byte, counted from 1, of what is text without its few: every second byte is one where the
/// encoding is another.
fn line_with_nul(bytes: &[u8]) -> Option<usize> {
    let first = bytes.iter().position(|byte| *byte == 0)?;
    let others: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    let few = (bytes.len() - others.len()) * 4 < bytes.len();
    let lines = bytes.iter().take(first).filter(|byte| **byte == b'\n').count();
    data::text_of(&others).filter(|_| few).map(|_| lines + 1)
}
