//! Reading and writing: the only place of the program that touches files and folders.

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::{Stop, messages};
use crate::data::{self, DataFile, Encoding};
use crate::text::{Language, SourceId, SourceMap};

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

    fn read(&mut self, path: &Path) -> Result<SourceId, Stop> {
        let (name, bytes, path) = if path == Path::new("-") {
            ("<stdin>".to_owned(), standard_input(path)?, None)
        } else {
            (shown(path), fs::read(path).map_err(|error| messages::unreadable(path, &error))?, Some(path.to_owned()))
        };
        let Some((text, encoding)) = data::text_of(&bytes) else {
            return Err(messages::unknown_encoding(Path::new(&name)));
        };
        if encoding == Encoding::Gb18030 {
            self.encodings.push((name.clone(), encoding));
        }
        self.paths.push(path);
        Ok(self.sources.add(name, text))
    }
}

/// The rule files that `paths` name: each folder is a book of its own, all single files together are one.
pub fn rules(paths: &[PathBuf]) -> Result<RuleFiles, Stop> {
    if paths.iter().filter(|path| **path == Path::new("-")).count() > 1 {
        return Err(messages::standard_input_twice());
    }
    let mut files = RuleFiles::default();
    let mut single = Vec::new();
    for path in paths {
        if path.is_dir() {
            let book = rule_files(path)?.iter().map(|file| files.read(file)).collect::<Result<_, _>>()?;
            files.books.push(book);
        } else {
            single.push(files.read(path)?);
        }
    }
    if !single.is_empty() {
        files.books.push(single);
    }
    Ok(files)
}

/// The rule files of several books, each path a book of its own.
pub fn books(paths: &[&Path]) -> Result<RuleFiles, Stop> {
    if paths.iter().filter(|path| **path == Path::new("-")).count() > 1 {
        return Err(messages::standard_input_twice());
    }
    let mut files = RuleFiles::default();
    for path in paths {
        let book = rule_files(path)?.iter().map(|file| files.read(file)).collect::<Result<_, _>>()?;
        files.books.push(book);
    }
    Ok(files)
}

/// The rule files at `path`: itself, or all below it in the order of their paths. Proposals under
/// `extensions/` are not part of a book.
pub fn rule_files(path: &Path) -> Result<Vec<PathBuf>, Stop> {
    fn collect(folder: &Path, root: &Path, found: &mut Vec<PathBuf>) -> Result<(), Stop> {
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
            let real = fs::canonicalize(&path).map_err(|error| messages::unreadable(&path, &error))?;
            if !real.starts_with(root) {
                return Err(messages::link_leaves(&path));
            }
            if rule {
                found.push(path);
            } else if !path.is_symlink() && !path.ends_with("extensions") {
                collect(&path, root, found)?;
            }
        }
        Ok(())
    }
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let root = fs::canonicalize(path).map_err(|error| messages::unreadable(path, &error))?;
    let mut found = Vec::new();
    collect(path, &root, &mut found)?;
    if found.is_empty() { Err(messages::no_rules(path)) } else { Ok(found) }
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

/// Writes a file whole or not at all: beside it first, then into its place. A crash at any moment
/// leaves either the old file or the new one.
pub fn write(path: &Path, text: &str) -> Result<(), Stop> {
    let failed = |error: io::Error| messages::unwritable(path, &error);
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.new", std::process::id()));
    let beside = path.with_file_name(name);
    let result = (|| {
        let mut file = fs::File::create(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        if let Ok(old) = fs::metadata(path) {
            fs::set_permissions(&beside, old.permissions())?;
        }
        fs::rename(&beside, path)?;
        let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // Only some systems let a folder be synced; where it is not possible the rename stands all the same.
        if let Ok(folder) = fs::File::open(folder) {
            folder.sync_all().or_else(|error| if error.kind() == io::ErrorKind::InvalidInput { Ok(()) } else { Err(error) })?;
        }
        Ok(())
    })();
    result.map_err(|error| {
        // The half-written file is of no use to anybody; the fault worth telling is the first one.
        let _ = fs::remove_file(&beside);
        failed(error)
    })
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
